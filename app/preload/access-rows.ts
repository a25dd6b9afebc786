/** What a user may do beside looking on. Whoever has none of these is a viewer. */
export const DUTIES = ['trader', 'riskOfficer'] as const;
export type Duty = (typeof DUTIES)[number];

export interface UserRow {
  readonly name: string;
  readonly duties: readonly Duty[];
}

/** Who sits before the screen. */
export interface AccessRow {
  /** Whether there are users; without any there is one owner who may do everything. */
  readonly login: boolean;
  readonly locked: boolean;
  /** Who has logged in; null while locked or without users. */
  readonly user: string | null;
  readonly duties: readonly Duty[];
  readonly users: readonly UserRow[];
  /** After how many minutes without a touch the app locks itself; null: never. */
  readonly autoLockMinutes: number | null;
}

/** A name with its password; it goes one way, and no answer has it. */
export interface Credentials {
  readonly name: string;
  readonly password: string;
}
