/** A value with the number from which on it held; undefined: it was gone. */
interface Version<Value> {
  readonly from: number;
  readonly value: Value | undefined;
}

/**
 * A map as it was at every number, for values that are replaced and never changed. Keeps only what changed; a look back
 * costs a binary search per key, whatever lies between.
 */
export class Versions<Key, Value> {
  readonly #byKey = new Map<Key, Version<Value>[]>();
  #size = 0;

  /** From `number` on the key has this value; undefined: it is gone. Numbers never fall. */
  note(number: number, key: Key, value: Value | undefined): void {
    const versions = this.#byKey.get(key) ?? [];
    const last = versions.at(-1);
    if (last?.value === value) return;
    this.#size += (value === undefined ? 0 : 1) - (last?.value === undefined ? 0 : 1);
    if (last?.from === number) versions[versions.length - 1] = { from: number, value };
    else versions.push({ from: number, value });
    this.#byKey.set(key, versions);
  }

  /** From `number` on the map is as `live` is now. */
  noteAll(number: number, live: ReadonlyMap<Key, Value>): void {
    for (const [key, value] of live) this.note(number, key, value);
    if (live.size === this.#size) return;
    for (const key of this.#byKey.keys()) if (!live.has(key)) this.note(number, key, undefined);
  }

  get(number: number, key: Key): Value | undefined {
    const versions = this.#byKey.get(key);
    return versions === undefined ? undefined : versionAt(versions, number);
  }

  /** The values that were there, in the order in which their keys first came. */
  at(number: number): Value[] {
    const values: Value[] = [];
    for (const versions of this.#byKey.values()) {
      const value = versionAt(versions, number);
      if (value !== undefined) values.push(value);
    }
    return values;
  }
}

function versionAt<Value>(versions: readonly Version<Value>[], number: number): Value | undefined {
  return versions[countUpTo(versions, number, ({ from }) => from) - 1]?.value;
}

/** How many of the rising `rows` are at or below `limit`. */
export function countUpTo<Row>(rows: readonly Row[], limit: number, value: (row: Row) => number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && value(row) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
