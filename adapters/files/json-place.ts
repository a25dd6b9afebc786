/**
 * Finds lines in a JSON text that is known to be valid: people look for a mistake by its line, and a parsed value does
 * not know where it stood.
 */

type Path = readonly PropertyKey[];

/** The line (from 1) of the value at `path`; of the innermost value around it where it is not there. */
export function lineOfPath(text: string, path: Path): number {
  const cursor = new Cursor(text);
  for (const key of path) {
    if (!cursor.enter(key)) break;
  }
  return cursor.line;
}

/** The lines of all elements of the array at `path`. */
export function linesOfElements(text: string, path: Path): readonly number[] {
  const cursor = new Cursor(text);
  for (const key of path) {
    if (!cursor.enter(key)) return [];
  }
  return cursor.elementLines();
}

class Cursor {
  private readonly text: string;
  /** Start of a value. */
  private at: number;
  private counted = 0;
  private lines = 1;

  constructor(text: string) {
    this.text = text;
    this.at = afterBlanks(text, 0);
  }

  get line(): number {
    return this.lineAt(this.at);
  }

  /** Moves to the member or element `key` of the value here; stays and says no when there is none. */
  enter(key: PropertyKey): boolean {
    const found = this.children().find(([name]) => name === key);
    if (found === undefined) return false;
    this.at = found[1];
    return true;
  }

  elementLines(): readonly number[] {
    return this.children().map(([, start]) => this.lineAt(start));
  }

  /** Positions are asked for in rising order, so that the text is counted once. */
  private lineAt(position: number): number {
    for (; this.counted < position; this.counted += 1) {
      if (this.text[this.counted] === '\n') this.lines += 1;
    }
    return this.lines;
  }

  /** Names or indexes of what the value here contains, each with where it starts. */
  private children(): readonly (readonly [key: string | number, start: number])[] {
    const { text } = this;
    const open = text[this.at];
    if (open !== '{' && open !== '[') return [];
    const found: [string | number, number][] = [];
    let at = afterBlanks(text, this.at + 1);
    while (text[at] !== '}' && text[at] !== ']') {
      let key: string | number = found.length;
      if (open === '{') {
        const end = afterString(text, at);
        key = JSON.parse(text.slice(at, end)) as string;
        at = afterBlanks(text, afterBlanks(text, end) + 1);
      }
      found.push([key, at]);
      at = afterBlanks(text, afterValue(text, at));
      if (text[at] === ',') at = afterBlanks(text, at + 1);
    }
    return found;
  }
}

function afterBlanks(text: string, from: number): number {
  return afterMatch(/[ \t\r\n]*/y, text, from);
}

function afterString(text: string, from: number): number {
  return afterMatch(/"(?:[^"\\]|\\.)*"/y, text, from);
}

/** A string, a container with all that is in it, or a number or word. */
function afterValue(text: string, from: number): number {
  if (text[from] === '"') return afterString(text, from);
  if (text[from] !== '{' && text[from] !== '[') return afterMatch(/[^,\]}\s]*/y, text, from);
  let depth = 0;
  let at = from;
  do {
    const char = text[at];
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    at = char === '"' ? afterString(text, at) : at + 1;
  } while (depth > 0);
  return at;
}

function afterMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
