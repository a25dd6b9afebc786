/** What a script's thread is given. */
export interface ScriptTask {
  readonly script: string;
  readonly source: string;
  /** Whether it is TypeScript. */
  readonly typed: boolean;
}
