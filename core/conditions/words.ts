/** What a term is called. `{n}` is its days, `{index}` its index. */
export interface ValueWords {
  readonly zh: string;
  readonly en: string;
}

/** What is said when it is so, and when it is not. */
export interface StateWords {
  readonly zh: readonly [is: string, isNot: string];
  readonly en: readonly [is: string, isNot: string];
}
