import { type Refusal } from '../../core/kernel/result.ts';
import { type CashCheck, type RowKind, type StatementKind } from '../../core/settlement/statement.ts';

/** A column of a broker's file. */
export interface StatementColumnRow {
  readonly heading: string;
  /** What it is taken for; null: nothing that is needed, or not known. */
  readonly field: string | null;
  /** What stands in the first rows. */
  readonly samples: readonly string[];
}

/** A broker's file that was read but not yet compared. */
export interface StatementFileRow {
  readonly name: string;
  /** Why it cannot be compared; null: it can. */
  readonly problem: Refusal | null;
  /** None where it is no table at all. */
  readonly columns: readonly StatementColumnRow[];
  /** What it cannot be read without: of each group any one. */
  readonly missing: readonly (readonly string[])[];
  /** Null: not known. */
  readonly broker: string | null;
  /** What it looks like; null where it is no table. */
  readonly kind: StatementKind | null;
  readonly rows: number;
  readonly kinds: readonly { readonly kind: RowKind; readonly count: number }[];
  /** Words of the business that nobody knows. */
  readonly unknownWords: readonly string[];
  /** Whether its cash adds up; null: it could not be read. */
  readonly cash: CashCheck | null;
  /** What does not add up or is odd, each with its `line`; the first 200. */
  readonly remarks: readonly Refusal[];
}

/** The broker's files that wait to be compared. */
export interface StatementsRow {
  /** Hand it back with `compareStatements`. */
  readonly token: string;
  readonly files: readonly StatementFileRow[];
  /** Mappings in the data folder that cannot be used. */
  readonly problems: readonly Refusal[];
  /** Everything that a column, and a word of the business, can be said to mean. */
  readonly fields: readonly string[];
  readonly kinds: readonly RowKind[];
}
