import { z } from 'zod';

/*
 * What a terminal and a cloud say to each other over HTTP. The cloud's OpenAPI document is made from these schemas
 * (`GET /openapi.json`), so that there is one truth of them.
 */

/** What of a day may go up, in the order in which it does. */
export const ITEM_KINDS = ['cash', 'positions', 'orders', 'fills', 'plan', 'report', 'equity'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
/** Those that a day's own records make up; the report also counts what the market sent. */
export const RECORDED_KINDS = ['cash', 'positions', 'orders', 'fills', 'plan', 'equity'] as const satisfies readonly ItemKind[];
export type RecordedKind = (typeof RECORDED_KINDS)[number];

/** Largest item, unpacked. */
export const MAX_ITEM_BYTES = 32 * 1024 * 1024;

export const name = z.string().regex(/^[\w.-]{1,64}$/, 'letters, digits, _, . and -');
const tradeDate = z.iso.date();
const yuan = z.string().regex(/^-?\d+(\.\d{1,4})?$/, 'yuan with at most 4 decimals');
export const accountName = z.string().min(1).max(64);
export const accountMode = z.enum(['backtest', 'paper', 'live']);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');

/** One thing of one day, as the terminal wrote it. */
export const itemSchema = z.strictObject({
  kind: z.enum(ITEM_KINDS),
  account: accountName,
  mode: accountMode,
  date: tradeDate,
  /** The file's own text: CSV or JSON, as `contracts/files.md` describes it. */
  text: z.string(),
});
export type Item = z.infer<typeof itemSchema>;

/** The text of an `equity` item. */
export const equitySchema = z.strictObject({ date: tradeDate, equity: yuan, cash: yuan });

export function equityText({ date, equity, cash }: z.infer<typeof equitySchema>): string {
  return JSON.stringify({ date, equity, cash });
}

/** An item on its way. `signature` is over what {@link signedText} says. */
export const parcelSchema = z.strictObject({ contentId: sha256, signature: sha256, item: itemSchema });
export type Parcel = z.infer<typeof parcelSchema>;

export const enrolmentSchema = z.strictObject({ user: name, terminal: name });
export type Enrolment = z.infer<typeof enrolmentSchema>;
/** What a terminal keeps to itself: who it is, its pass, and the key it signs with. */
export const credentialsSchema = enrolmentSchema.extend({ token: z.string().min(32), key: z.string().min(32) });
export type Credentials = z.infer<typeof credentialsSchema>;

/** How far the uploads of one of a terminal's accounts have come: the place of the last item, from 1; 0: none. */
export const progressSchema = z.strictObject({ last: z.int().min(0) });
export type Progress = z.infer<typeof progressSchema>;
/** Where an item stands now; not at the end when it was taken before. */
export const takenSchema = progressSchema.extend({ place: z.int().min(1) });
export type Taken = z.infer<typeof takenSchema>;

/** Why the cloud did not do it. `expected`: the place that the next item is to have. */
export const problemSchema = z.strictObject({ code: z.string(), message: z.string(), expected: z.int().optional() });
export type CloudProblem = z.infer<typeof problemSchema>;

export const pointSchema = z.strictObject({ date: tradeDate, equity: yuan, cash: yuan });
export const accountSchema = z.strictObject({ terminal: name, account: accountName, mode: z.string(), days: z.int(), last: pointSchema });
export const accountsSchema = z.array(accountSchema);
export const curveSchema = z.array(pointSchema);

/** A strategy that can be followed. Rates are fractions, drawdown negative. */
export const strategySchema = z.strictObject({
  id: name,
  title: z.string().max(200),
  source: z.enum(['own', 'subscribed']),
  since: tradeDate,
  totalReturn: z.number(),
  maxDrawdown: z.number().max(0),
  sharpe: z.number().nullable(),
  capital: yuan,
});
/** As the cloud lists it, with when its latest signals were made; null: it has published none. */
export const listedStrategySchema = strategySchema.extend({ signalsMadeAt: z.iso.datetime().nullable() });
export type ListedStrategy = z.infer<typeof listedStrategySchema>;
export const strategiesSchema = z.array(listedStrategySchema);

/** A strategy's full target for one day, in the words of the signals contract. */
export const signalsSchema = z.strictObject({
  strategy: name,
  /** The day they were made, after its close. */
  date: tradeDate,
  tradeDate,
  madeAt: z.iso.datetime(),
  rows: z
    .array(
      z.strictObject({
        instrument: z.string().regex(/^\d{6}\.(SH|SZ|BJ)$/),
        position: z.string().regex(/^(0(\.\d{1,8})?|1(\.0{1,8})?)$/, 'a weight from 0 to 1 with at most 8 decimals'),
        reason: z.string().max(1_000).optional(),
      }),
    )
    .max(5_000),
});
export type StrategySignals = z.infer<typeof signalsSchema>;
export const signedSignalsSchema = z.strictObject({ signals: signalsSchema, contentId: sha256, signature: sha256 });
export type SignedSignals = z.infer<typeof signedSignalsSchema>;
