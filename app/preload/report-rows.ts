/** A cell as it is read. */
export interface ReportCellRow {
  readonly text: string;
  /** Numbers stand below one another. */
  readonly number: boolean;
}

export interface ReportTableRow {
  readonly title: string;
  /** Of a form: which one, whose, of when, in what unit. */
  readonly heading: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ReportCellRow[])[];
  /** Rows that sum others up, by their place. */
  readonly totals: readonly number[];
  /** Rows that only a file has. */
  readonly more: number;
}

/** A report to be read in the window, in its language. */
export interface ReportRow {
  readonly title: string;
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly tables: readonly ReportTableRow[];
  /** What 1 put in before the first day became by each day; empty where the report is not about that. */
  readonly curve: readonly number[];
}
