/** Where in the control words what is kept. */
const TURN = 0;
const LENGTH = 1;
const CONTROL_BYTES = 8;
const CAPACITY = 512 * 1024;

/** Whose turn it is. */
const ASKER = 0;
const ANSWERER = 1;

/**
 * Question and answer between two threads, through shared memory: the asker sleeps until the answer is there or its
 * patience ends. A message port would need the asker's event loop, and a decision is made within one turn of it.
 */
export class Channel {
  readonly shared: SharedArrayBuffer;
  readonly #control: Int32Array;
  readonly #text: Buffer;

  constructor(shared = new SharedArrayBuffer(CONTROL_BYTES + CAPACITY)) {
    this.shared = shared;
    this.#control = new Int32Array(shared, 0, CONTROL_BYTES / 4);
    this.#text = Buffer.from(shared, CONTROL_BYTES);
  }

  /** Null when no answer came in time; then nothing more may be asked. */
  ask(question: string, patienceMs: number): string | null {
    this.#put(question, ANSWERER);
    const woken = Atomics.wait(this.#control, TURN, ANSWERER, patienceMs);
    return woken === 'timed-out' ? null : this.#take();
  }

  /** Waits for a question and answers it. */
  answer(reply: (question: string) => string): void {
    Atomics.wait(this.#control, TURN, ASKER);
    this.#put(reply(this.#take()), ASKER);
  }

  /** Whether a text fits. */
  fits(text: string): boolean {
    return Buffer.byteLength(text) <= CAPACITY;
  }

  #put(text: string, turn: number): void {
    Atomics.store(this.#control, LENGTH, this.#text.write(text));
    Atomics.store(this.#control, TURN, turn);
    Atomics.notify(this.#control, TURN);
  }

  #take(): string {
    return this.#text.toString('utf8', 0, Atomics.load(this.#control, LENGTH));
  }
}
