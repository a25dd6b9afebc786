/** What one call of a script may take. All but the last are the same on every machine, at every speed. */
export const LIMITS = {
  /**
   * Of 64 KB: 16 MB, the least that the engine starts with, of which about 10 MB are the script's. The engine has a limit
   * of its own, but compiled to WebAssembly it counts how often it allocates, not how much.
   */
  memoryPages: 256,
  stackBytes: 128 * 1024,
  /** Steps are counted by the engine in lots of 10,000: calls, turns of loops, steps of a regular expression. */
  stepLots: 20,
  /** Reading the file and running its top level, once. */
  loadStepLots: 100,
  /** Characters of a question: a line with some thousand orders. */
  questionLength: 512 * 1024,
  /** Characters of a script's answer, and of the state within it. */
  answerLength: 64 * 1024,
  stateLength: 16 * 1024,
  sourceLength: 256 * 1024,
  /** The last resort against native code of the engine that counts no steps: then the thread is ended. */
  stallMs: 5_000,
  openMs: 10_000,
} as const;

/**
 * Stack of the script's thread. The engine's own limit must be met well before the thread's, at any depth of native
 * code, or what happens would depend on how V8 has compiled the engine. 16 MB is four times what was measured as enough.
 */
export const THREAD_STACK_MB = 16;
