import { z } from 'zod';
import { DUTIES } from './access-rows.ts';
import { alertRequests } from './alert-schemas.ts';
import { reviewRequests } from './review-schemas.ts';
import { MAX_SIGNALS_BYTES } from './contract.ts';
import { settlementRequests } from './settlement-schemas.ts';
import { syncRequests } from './sync-schemas.ts';
import { strategyRequests } from './strategy-schemas.ts';
import { executionStyle, scriptName, scriptParams, time } from './style-schemas.ts';

/**
 * What the window may ask of the main process, as zod schemas. The main process parses every payload with them before
 * anything else sees it; the window knows only the types drawn from them, through `contract.ts`.
 *
 * All numbers are the integers of core: prices and money in 1/10000 yuan, rates in 1e-8, quantities in shares.
 */

const MAX_LINES = 5_000;
const MAX_CONDITION = 1_000;
const DAY_MS = 86_400_000;

const id = z.string().regex(/^[\w.-]{1,64}$/);
const instrument = z.string().regex(/^\d{6}\.(SH|SZ|BJ)$/);
const quantity = z.int().positive();
const unitPrice = z.int().positive();
const token = z.string().min(1).max(128);
const date = z.iso.date();

const nothing = z.strictObject({});
/** What the trader says to what they do; kept in the journal. */
const reason = z.string().trim().min(1).max(200);
const oneLine = z.strictObject({ id, reason: reason.exactOptional() });

const scriptFile = z.string().regex(/^[\w-]{1,64}\.(?:ts|js|mjs)$/);

const ticket = z.strictObject({
  instrument,
  side: z.enum(['buy', 'sell']),
  type: z.enum(['limit', 'bestFiveCancel', 'bestFiveLimit', 'ownBest', 'oppositeBest']),
  /** The limit of a limit order; for market types null. */
  price: unitPrice.nullable(),
  quantity,
});

/** Strategies are named by their makers. */
const strategy = z.string().min(1).max(64);

const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('strategy'), strategy }),
  z.strictObject({ kind: z.literal('instruments'), instruments: z.array(instrument).min(1).max(MAX_LINES) }),
]);

const watchRef = {
  watch: z.enum([
    'stopLoss',
    'trailingStop',
    'takeProfit',
    'timeStop',
    'limitBroken',
    'dayDrawdown',
    'limitDownCount',
    'fallingStocks',
    'indexFall',
  ]),
  scope: z.enum(['instrument', 'strategy', 'account', 'market']),
  /** Instrument or strategy; empty for the account and the market. */
  of: z.string().max(64),
};
/** Shares are rates of 1e-8, sessions and stocks are numbers. */
const watchSetting = z.strictObject({
  at: z.int().positive(),
  rearm: z.int().positive().nullable(),
  action: z.enum(['alert', 'propose', 'act']),
  execution: z.string().max(32).nullable(),
});

const playback = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('play') }),
  z.strictObject({ action: z.literal('pause') }),
  /** Session seconds per wall second. */
  z.strictObject({ action: z.literal('setSpeed'), speed: z.number().min(0.1).max(100_000) }),
  /** Milliseconds since midnight in Shanghai. */
  z.strictObject({ action: z.literal('jumpTo'), time: z.int().min(0).max(DAY_MS - 1) }),
  /** Makes an order of the demo account past this terminal, as the broker's phone app would. */
  z.strictObject({ action: z.literal('enterElsewhere'), instrument, side: z.enum(['buy', 'sell']), price: unitPrice, quantity }),
  /** Opens the next trading day of the demo, once this one is settled. */
  z.strictObject({ action: z.literal('nextDay') }),
]);

export const settingsSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  theme: z.enum(['dark', 'light']),
  /** Red up and green down, as in China; false for the other way round. */
  redUp: z.boolean(),
  /** Whether the desktop may be told of fills, refusals and halts. */
  notifications: z.boolean(),
  /** After a crash of the main process: new orders are paused, or trading goes on. */
  afterCrash: z.enum(['pause', 'goOn']).prefault('pause'),
});

/** `performance.timeOrigin`, and what `performance` measured from there on, in milliseconds. */
const usableMarks = z.strictObject({
  timeOrigin: z.number().positive(),
  firstPaint: z.number().positive().nullable(),
  usable: z.number().positive(),
});

const userName = z.string().trim().min(1).max(40);
const password = z.string().min(1).max(256);
const credentials = z.strictObject({ name: userName, password });
/** Who agrees, where one person alone may not; null: nobody was asked. */
const second = credentials.nullable();

/** What a note is about. */
const noteOf = { kind: z.enum(['day', 'line', 'trip']), date, subject: z.string().max(200) };

/** Which days, and what is told of them. */
const reportOf = { from: date, to: date, kind: z.enum(['full', 'statements', 'performance', 'trades']) };

/** Read by the policy's own schema, which names every field that is wrong. */
const policyDraft = z.record(z.string(), z.unknown());

export const requestSchemas = {
  snapshot: nothing,
  approveLines: z.strictObject({ ids: z.array(id).min(1).max(MAX_LINES) }),
  makeBasket: z.strictObject({
    ids: z.array(id).min(1).max(MAX_LINES),
    name: z.string().trim().min(1).max(64),
    tolerance: z.int().min(0),
    start: time.nullable(),
    end: time,
    rest: z.enum(['carryOn', 'release', 'cancel']),
  }),
  dissolveBasket: oneLine,
  editLine: z.strictObject({
    id,
    quantity,
    style: executionStyle,
    /** As it was typed; null: nothing has to hold. Left out: as it is. */
    condition: z.string().max(MAX_CONDITION).nullable().exactOptional(),
    reason: reason.exactOptional(),
  }),
  finishLine: oneLine,
  forceLine: oneLine,
  /** A person's yes to a rule that asks. */
  overrideRule: z.strictObject({ id, rule: z.string().regex(/^\w{1,64}$/), reason, second: second.exactOptional() }),
  dryRun: z.strictObject({
    id,
    /** What is about to be made of the line; what is left out stays as it is. */
    draft: z.strictObject({
      quantity: quantity.exactOptional(),
      style: executionStyle.exactOptional(),
      condition: z.string().max(MAX_CONDITION).nullable().exactOptional(),
    }),
  }),
  dryRunPlan: nothing,
  /** The line's countdown stops; it waits for a person. */
  holdLine: oneLine,
  /** Takes back the last thing that the trader did. */
  undo: nothing,
  checkCondition: z.strictObject({ id, text: z.string().max(MAX_CONDITION) }),
  conditionLanguage: nothing,
  skipLine: oneLine,
  restoreLine: oneLine,
  pauseLine: oneLine,
  resumeLine: oneLine,
  setApproval: z.strictObject({ mode: z.enum(['each', 'countdown', 'automatic']) }),
  setPauses: z.strictObject({ buys: z.exactOptional(z.boolean()), sells: z.exactOptional(z.boolean()) }),
  pauseStrategy: z.strictObject({ strategy }),
  resumeStrategy: z.strictObject({ strategy }),
  setTradingState: z.strictObject({ state: z.enum(['active', 'reducingOnly', 'halted']), reason }),
  measures: nothing,
  policy: nothing,
  checkPolicy: z.strictObject({ policy: policyDraft }),
  changePolicy: z.strictObject({ policy: policyDraft, base: z.int().min(0), reason, second }),
  exportPolicy: z.strictObject({ policy: policyDraft }),
  importPolicy: nothing,
  armWatch: z.strictObject({ ...watchRef, setting: watchSetting.nullable() }),
  disarmWatch: z.strictObject(watchRef),
  armExit: z.strictObject({ exit: z.string().min(1).max(64) }),
  disarmExit: z.strictObject({ exit: z.string().min(1).max(64) }),
  previewTicket: ticket,
  placeOrder: z.strictObject({ ticket, token }),
  cancelOrder: z.strictObject({ id }),
  cancelAll: nothing,
  /** Puts an order that was made elsewhere under a line; `line` null: one is made for it. */
  takeOver: z.strictObject({ id, line: id.nullable() }),
  previewLiquidation: z.strictObject({ scope, style: executionStyle }),
  liquidate: z.strictObject({ scope, style: executionStyle, liftHolds: z.boolean(), token }),
  explainOrder: z.strictObject({ id }),
  checkSignals: z.strictObject({
    name: z.string().min(1).max(255),
    bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_SIGNALS_BYTES),
  }),
  pickSignalsFile: nothing,
  /** `despite`: the person has been shown what there is to doubt of them, and says yes. */
  importSignals: z.strictObject({ token, skipBad: z.boolean(), despite: z.boolean() }),
  listScripts: nothing,
  saveScript: z.strictObject({ name: scriptName, file: scriptFile, source: z.string().max(256 * 1024) }),
  checkScript: z.strictObject({ name: scriptName, file: scriptFile, source: z.string().max(256 * 1024), params: scriptParams }),
  tryScript: z.strictObject({ name: scriptName, instrument, side: z.enum(['buy', 'sell']), quantity, params: scriptParams }),
  /** Goes over to the recorded day of a folder, which the system's dialog asks for. */
  openRecorded: nothing,
  openDemo: nothing,
  gatewayForm: nothing,
  /** An empty token: the one that is known of the account. */
  connectGateway: z.strictObject({ url: z.string().max(200), account: z.string().max(32), token: z.string().max(256) }),
  acceptDifferences: z.strictObject({ reason }),
  compareBooks: nothing,
  ...alertRequests,
  ...reviewRequests,
  pastDay: z.strictObject({ date }),
  why: z.strictObject({ date, of: z.strictObject({ kind: z.enum(['line', 'order', 'fill']), id: z.string().min(1).max(128) }) }),
  /** Records after the one with the number `after`; 0: from the first. */
  replayDay: z.strictObject({ date, after: z.int().min(0) }),
  /** The account after the record `seq`, valued as of `at`. */
  replayAt: z.strictObject({ date, seq: z.int().min(1), at: z.int().min(0) }),
  replayPrices: z.strictObject({ date, instrument }),
  report: z.strictObject(reportOf),
  saveReport: z.strictObject({ ...reportOf, format: z.enum(['pdf', 'xlsx', 'csv', 'json']) }),
  notes: z.strictObject({ words: z.string().max(200) }),
  noteVersions: z.strictObject(noteOf),
  keepNote: z.strictObject({ ...noteOf, text: z.string().max(4_000), tags: z.array(z.string().trim().min(1).max(32)).max(16) }),
  ...settlementRequests,
  ...syncRequests,
  ...strategyRequests,
  playback,
  watchLine: z.strictObject({ id: id.nullable() }),
  watch: z.strictObject({ instrument: instrument.nullable() }),
  marketSubscribe: z.strictObject({ on: z.boolean() }),
  getSettings: nothing,
  setSettings: settingsSchema.partial(),
  appInfo: nothing,
  markUsable: usableMarks,
  lock: nothing,
  unlock: credentials,
  changeLogin: z.strictObject({ old: password, next: password }),
  saveUser: z.strictObject({ name: userName, duties: z.array(z.enum(DUTIES)), password: password.nullable() }),
  removeUser: z.strictObject({ name: userName }),
  setAutoLock: z.strictObject({ minutes: z.int().min(1).max(480).nullable() }),
  openExternal: z.strictObject({ link: z.enum(['tradingview', 'sse', 'szse', 'bse']) }),
} as const;

export type RequestSchemas = typeof requestSchemas;
export type RequestName = keyof RequestSchemas;
/** What the window sends with a request. */
export type RequestPayload<Name extends RequestName> = Readonly<z.infer<RequestSchemas[Name]>>;

export type Settings = Readonly<z.infer<typeof settingsSchema>>;
export type TicketInput = Readonly<z.infer<typeof ticket>>;
export type ScopeInput = Readonly<z.infer<typeof scope>>;
export type StyleInput = Readonly<z.infer<typeof executionStyle>>;
export type PlaybackAction = Readonly<z.infer<typeof playback>>;
