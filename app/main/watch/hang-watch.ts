/** Looks in a row at which a heart has not beaten, before it counts as stopped: about a quarter of a minute. */
const MOST_SILENT_LOOKS = 15;

/** Counts looks, not time: a machine that slept for the night has not hung. */
export class HangWatch {
  #beats: bigint | null = null;
  #silent = 0;

  /** Whether the heart that has beaten so often counts as stopped. One that was never heard to beat does not. */
  hangs(beats: bigint): boolean {
    this.#silent = beats === this.#beats ? this.#silent + 1 : 0;
    this.#beats = beats;
    return this.#silent >= MOST_SILENT_LOOKS;
  }
}
