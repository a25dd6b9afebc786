import { type AlertRow } from '../../preload/alert-rows.ts';
import { wordsOfFinding } from './alert-words.ts';
import { type Finding } from './finding.ts';

/** The same again within this time is the same piece of news: it is counted, and not told again. */
const QUIET_MS = 10 * 60_000;
const MOST_KEPT = 200;

interface Entry {
  readonly row: AlertRow;
  readonly lastSeen: number;
}

/** The alerts since the start: what stands, what is over, and what is worth telling. */
export class AlertBook {
  readonly #entries = new Map<string, Entry>();
  #standing: ReadonlySet<string> = new Set();
  #count = 0;

  /** The latest first. */
  get rows(): readonly AlertRow[] {
    return [...this.#entries.values()].map(({ row }) => row).toSorted((a, b) => b.raised - a.raised || b.id - a.id);
  }

  /** Takes all that stands now; what stood before and is not in it is over. Returns what is to be told. */
  observe(findings: readonly Finding[], now: number): readonly AlertRow[] {
    const keys = new Set(findings.map(keyOf));
    for (const key of this.#standing) if (!keys.has(key)) this.#end(key, now);
    const began = findings.filter((finding) => !this.#standing.has(keyOf(finding)));
    this.#standing = keys;
    return began.flatMap((finding) => this.#raise(finding, now, null));
  }

  /** Takes a piece of news. Returns it if it is to be told. */
  news(finding: Finding, now: number): readonly AlertRow[] {
    return this.#raise(finding, now, now);
  }

  #raise(finding: Finding, now: number, over: number | null): readonly AlertRow[] {
    const key = keyOf(finding);
    const before = this.#entries.get(key);
    const again = before !== undefined && now - before.lastSeen < QUIET_MS;
    if (!again) this.#count += 1;
    const words = wordsOfFinding(finding);
    const { rule, level } = finding;
    const row: AlertRow = again
      ? { ...before.row, text: words.text, count: before.row.count + 1, over }
      : { id: this.#count, rule, level, ...words, raised: now, count: 1, over };
    this.#entries.delete(key);
    this.#entries.set(key, { row, lastSeen: now });
    this.#forget();
    return again ? [] : [row];
  }

  #end(key: string, now: number): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) this.#entries.set(key, { row: { ...entry.row, over: now }, lastSeen: now });
  }

  #forget(): void {
    for (const [key, { row }] of this.#entries) {
      if (this.#entries.size <= MOST_KEPT) return;
      if (row.over !== null) this.#entries.delete(key);
    }
  }
}

function keyOf({ rule, subject }: Finding): string {
  return `${rule} ${subject}`;
}
