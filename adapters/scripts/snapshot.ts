/** The least that is kept or left out. */
const PAGE = 65_536;

/**
 * The engine as it was when a script had just been loaded, so that each call begins at the very same point: no call can
 * leave anything behind, not even a half-used step counter, and none can see that others came before.
 *
 * Only pages that held something are kept. Those that a call fills for the first time need no restoring: they are stack
 * that was given back, or heap that the restored allocator takes for never used.
 */
export class Snapshot {
  readonly #memory: Uint8Array;
  readonly #pages: readonly { readonly at: number; readonly bytes: Uint8Array }[];

  /** `memory` never grows. */
  constructor(memory: ArrayBuffer) {
    this.#memory = new Uint8Array(memory);
    const pages = [];
    for (let at = 0; at < memory.byteLength; at += PAGE) {
      const words = new BigUint64Array(memory, at, PAGE / BigUint64Array.BYTES_PER_ELEMENT);
      if (words.some((word) => word !== 0n)) pages.push({ at, bytes: this.#memory.slice(at, at + PAGE) });
    }
    this.#pages = pages;
  }

  restore(): void {
    for (const page of this.#pages) this.#memory.set(page.bytes, page.at);
  }
}
