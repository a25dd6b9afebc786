import type { Refusal } from '../../core/kernel/result.ts';
import type { MonitorRow } from './alert-rows.ts';
import type { AlertSettings } from './alert-schemas.ts';
import type { ConditionCheckRow, ConditionLanguageRow } from './condition-rows.ts';
import type { DryRunRow, PlanDryRunRow } from './execution-rows.ts';
import type { GatewayFormRow } from './gateway-rows.ts';
import type { MeasuresRow } from './measures-rows.ts';
import type { PolicyCheckRow, PolicyFileRow, PolicyRow } from './policy-rows.ts';
import type { FeesRow, LiquidationRow, OrderRow, OrderRulesRow, TimelineRow, Update, Verdict, WatchedRow } from './rows.ts';
import type { NoteRow } from './note-rows.ts';
import type { PastDayRow, RecordRow, WhyRow } from './past-day-rows.ts';
import type { ReplayDayRow, ReplayMomentRow, ReplayPricesRow } from './replay-rows.ts';
import type { ReportRow } from './report-rows.ts';
import type { PageRow, ProfitKind, ProfitRow, ReviewCostsRow, ReviewFillRow, ReviewRow, RoundTripRow } from './review-rows.ts';
import type { SettlementRow } from './settlement-rows.ts';
import type { StatementFileRow, StatementsRow } from './statement-rows.ts';
import type { CloudSignalsRow, SyncRow, SyncStatusRow, UploadPreviewRow } from './sync-rows.ts';
import type { RotationRow, StrategiesRow } from './strategy-rows.ts';
import type { ScriptCheckRow, ScriptRow, TrialRow } from './script-rows.ts';
import type { RequestName, RequestPayload, Settings } from './schemas.ts';

// Types only: an `import { type … }` would stay as an import, and bundle the schemas with the page.

/**
 * The whole contract between the window and the main process: every request with what it takes and gives, and every
 * message that comes unasked. The window imports this file and `core/kernel`, nothing else from outside its folder.
 *
 * The bridge is `window.kaipan`, of type {@link KaipanBridge}.
 */

export type * from './access-rows.ts';
export type * from './alert-rows.ts';
export type * from './basket-rows.ts';
export type * from './candidate-rows.ts';
export type * from './condition-rows.ts';
export type * from './execution-rows.ts';
export type * from './gateway-rows.ts';
export type * from './hand-rows.ts';
export type * from './measures-rows.ts';
export type * from './note-rows.ts';
export type * from './past-day-rows.ts';
export type * from './policy-rows.ts';
export type * from './replay-rows.ts';
export type * from './report-rows.ts';
export type * from './review-rows.ts';
export type * from './risk-rows.ts';
export type * from './rows.ts';
export type * from './script-rows.ts';
export type * from './sync-rows.ts';
export type * from './settlement-rows.ts';
export type * from './statement-rows.ts';
export type * from './strategy-rows.ts';
export type * from './watch-rows.ts';
export type { AlertSettings } from './alert-schemas.ts';
export type { PlaybackAction, RequestName, RequestPayload, ScopeInput, Settings, StyleInput, TicketInput } from './schemas.ts';

/** Most bytes of a signals file; look at the file's size before reading it. */
export const MAX_SIGNALS_BYTES = 8 * 1024 * 1024;
/** Most bytes of the broker's files that are handed over at once. */
export const MAX_STATEMENT_BYTES = 8 * 1024 * 1024;

/** What every request answers with; a request never throws for a reason that can be expected. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** What the gate itself refuses with. All other codes come from the terminal (`line.*`, `order.*`, `import.*`, …). */
export type GateCode =
  /** The payload has the wrong shape; `params.field` names where. */
  | 'ipc.badPayload'
  | 'ipc.tooLarge'
  /** Not from our window's top frame. */
  | 'ipc.badSender'
  /** More orders or approvals per second than a person gives; `params.limit` a second. */
  | 'ipc.tooFast'
  /** A fault of ours; it is in the log under `params.reference`. */
  | 'ipc.internal';

/** What would happen if the ticket were sent now. Show all of it before asking for the confirmation. */
export interface TicketPreviewRow {
  readonly verdicts: readonly Verdict[];
  readonly allowed: boolean;
  /** The price that the order would carry: the ticket's, or the worst price of a market type. */
  readonly price: number;
  readonly value: number;
  readonly fees: FeesRow;
  readonly frozen: number;
  /** Hand it back with `placeOrder` and the same ticket, once and within two minutes. */
  readonly token: string;
}

/** One thing wrong with a signals file. */
export interface ImportProblem {
  /** Line of the file, the header being 1; null when it concerns the whole file. */
  readonly line: number | null;
  readonly field: string | null;
  readonly code: string;
  readonly params: Refusal['params'];
}

/** A signals file that was read but not yet taken over. */
export interface SignalsCheckRow {
  /** Hand it back with `importSignals`. */
  readonly token: string;
  readonly name: string;
  /** Rows that are in order. */
  readonly good: number;
  /** Rows that are not. */
  readonly bad: number;
  /** Rows for other sessions, which are left alone. */
  readonly otherSessions: number;
  /** The first 200 problems. */
  readonly problems: readonly ImportProblem[];
  /** Session on which they are traded, when all rows agree. */
  readonly tradeDate: string | null;
  readonly strategies: readonly string[];
  /** Whether `importSignals` can take it: as it is, only with `skipBad`, or not at all. */
  readonly takes: 'all' | 'goodOnly' | 'nothing';
  /** What a person must have seen before they are traded on: that they are other than those taken before, say. */
  readonly doubts: readonly Refusal[];
}

/** Answer to "why this order": what it rested on. */
export interface OrderExplanation {
  readonly order: OrderRow;
  readonly verdicts: readonly Verdict[];
  /** The quote values that the decision rested on; null when there was no quote or it is not known any more. */
  readonly basis: { readonly time: number; readonly last: number; readonly bid: number; readonly ask: number } | null;
  /** The signal's own words when a plan line stands behind it. */
  readonly signalReason: string | null;
  readonly targetWeight: number | null;
  readonly adjustments: readonly Refusal[];
  /** Average price of its fills against the last price at the decision, in favour positive, as a rate; null without. */
  readonly slippage: number | null;
}

/** Marks of the start, in milliseconds since the process began; null while not reached. */
export interface StartMarks {
  readonly mainStarted: number;
  readonly appReady: number | null;
  readonly sessionOpen: number | null;
  readonly windowCreated: number | null;
  readonly pageLoaded: number | null;
  readonly firstPaint: number | null;
  readonly usable: number | null;
}

export interface AppInfo {
  readonly version: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  readonly platform: string;
  readonly packaged: boolean;
  readonly marks: StartMarks;
}

/** What each request gives when it succeeds. */
export interface Replies {
  /** Everything as it stands, as an update with `reset`. Updates that follow have the next numbers. */
  readonly snapshot: Update;
  readonly approveLines: null;
  readonly makeBasket: null;
  readonly dissolveBasket: null;
  readonly editLine: null;
  /** What a line would do from now on, as it stands or as it is about to be changed. Nothing is sent by asking. */
  readonly dryRun: DryRunRow;
  readonly dryRunPlan: PlanDryRunRow;
  /** What a text says as the condition of a line, or what is wrong with it. */
  readonly checkCondition: ConditionCheckRow;
  /** Every name that a condition may use, and the guards of the account. */
  readonly conditionLanguage: ConditionLanguageRow;
  readonly finishLine: null;
  readonly forceLine: null;
  readonly overrideRule: null;
  readonly holdLine: null;
  readonly undo: null;
  readonly skipLine: null;
  readonly restoreLine: null;
  readonly pauseLine: null;
  readonly resumeLine: null;
  readonly setApproval: null;
  readonly setPauses: null;
  readonly pauseStrategy: null;
  readonly resumeStrategy: null;
  readonly setTradingState: null;
  /** What is at risk in the account as it stands; takes a moment, for futures are simulated. */
  readonly measures: MeasuresRow;
  readonly policy: PolicyRow;
  /** Judges a draft; nothing changes by asking. */
  readonly checkPolicy: PolicyCheckRow;
  readonly changePolicy: null;
  /** Asks where to with the system's dialog; `saved` false when it was closed. */
  readonly exportPolicy: { readonly saved: boolean };
  /** Asks for a file and gives what is in it, to be looked at; null when the dialog was closed. */
  readonly importPolicy: PolicyFileRow | null;
  readonly armWatch: null;
  readonly disarmWatch: null;
  readonly armExit: null;
  readonly disarmExit: null;
  readonly previewTicket: TicketPreviewRow;
  readonly placeOrder: null;
  readonly cancelOrder: null;
  readonly cancelAll: null;
  readonly takeOver: null;
  /** What selling out would do; nothing is sent by asking. */
  readonly previewLiquidation: LiquidationRow;
  readonly liquidate: null;
  readonly explainOrder: OrderExplanation;
  /** Reads a file that was dropped on the window. Nothing is taken over yet. */
  readonly checkSignals: SignalsCheckRow;
  /** Asks for a file with the system's dialog, then as `checkSignals`; null when the dialog was closed. */
  readonly pickSignalsFile: SignalsCheckRow | null;
  readonly importSignals: { readonly lines: number };
  readonly listScripts: readonly ScriptRow[];
  /** What a script that could not be used as it is lacks; it is saved all the same. */
  readonly saveScript: { readonly problem: Refusal | null };
  /** Puts a text through an invented day at once; nothing is saved. */
  readonly checkScript: ScriptCheckRow;
  readonly tryScript: TrialRow;
  /** `opened` false: the dialog was closed. */
  readonly openRecorded: { readonly opened: boolean };
  readonly openDemo: null;
  readonly gatewayForm: GatewayFormRow;
  /** Goes over to an account at a gateway; that it is reached is for the status to say. */
  readonly connectGateway: null;
  /** Goes on though the books differ, in just what was found. */
  readonly acceptDifferences: null;
  readonly compareBooks: null;
  readonly monitor: MonitorRow;
  readonly alertSettings: AlertSettings;
  readonly setAlertSettings: null;
  readonly setUpChannel: null;
  /** Sends a message by one channel and waits for its answer. */
  readonly testChannel: null;
  /** Records of the day after a number, oldest first, at most 500 at a time. */
  readonly dayRecords: readonly RecordRow[];
  /** The last lines of the app's own log, oldest first. */
  readonly logTail: readonly string[];
  /** The account's sealed days and what they come to. */
  readonly review: ReviewRow;
  /** The index that was in the file; null: the dialog was closed. */
  readonly importIndex: { readonly index: string | null };
  readonly reviewProfits: Readonly<Record<ProfitKind, readonly ProfitRow[]>>;
  readonly reviewCosts: ReviewCostsRow;
  readonly reviewTrips: PageRow<RoundTripRow>;
  readonly reviewFills: PageRow<ReviewFillRow>;
  /** A sealed day as it was. */
  readonly pastDay: PastDayRow;
  /** Why a line, an order or a fill of a sealed day is as it is. */
  readonly why: WhyRow;
  /** The records of a sealed day, or of the day at hand, to be looked at again. */
  readonly replayDay: ReplayDayRow;
  readonly replayAt: ReplayMomentRow;
  readonly replayPrices: ReplayPricesRow;
  /** Notes that have the words in them, the latest day first; no words: all. */
  readonly notes: readonly NoteRow[];
  /** What was ever written of one thing, the last saving first. */
  readonly noteVersions: readonly NoteRow[];
  /** Keeps another version; an empty one takes the note out of sight. */
  readonly keepNote: null;
  /** A report of a stretch of days in the language of the window. */
  readonly report: ReportRow;
  /** Asks where to with the system's dialog; `saved` false when it was closed. */
  readonly saveReport: { readonly saved: boolean };
  readonly strategies: StrategiesRow;
  readonly followStrategy: null;
  readonly unfollowStrategy: null;
  /** What going over from one strategy to another would do; nothing changes by asking. */
  readonly previewSwitch: RotationRow;
  readonly switchStrategy: null;
  readonly netInternally: null;
  readonly replan: null;
  readonly settlement: SettlementRow;
  readonly resolveDifference: null;
  readonly holdSeal: null;
  readonly sealDay: null;
  readonly releaseDay: null;
  /** Reads files that were dropped on the window, beside those that wait already. Nothing is compared yet. */
  readonly addStatements: StatementsRow;
  /** Asks for files with the system's dialog, then as `addStatements`; null when the dialog was closed. */
  readonly pickStatements: StatementsRow | null;
  readonly dropStatement: StatementsRow;
  /** How a file would be read with a mapping; nothing is saved. Null: there is no such file any more. */
  readonly checkMapping: StatementFileRow | null;
  readonly saveMapping: StatementsRow;
  readonly compareStatements: null;
  readonly syncStatus: SyncStatusRow;
  readonly sync: SyncRow;
  readonly connectCloud: null;
  readonly leaveCloud: null;
  readonly setUploads: null;
  readonly uploadFrom: null;
  readonly retryUploads: null;
  readonly previewUpload: UploadPreviewRow;
  readonly cloudSignals: CloudSignalsRow;
  readonly setSignals: null;
  readonly pullSignals: null;
  readonly checkPulled: SignalsCheckRow;
  readonly playback: null;
  /** Null when no line is watched any more. */
  readonly watchLine: TimelineRow | null;
  /** Null when nothing is watched any more. */
  readonly watch: { readonly watched: WatchedRow; readonly rules: OrderRulesRow | null } | null;
  readonly marketSubscribe: null;
  readonly getSettings: Settings;
  /** The settings as they are now. */
  readonly setSettings: Settings;
  readonly appInfo: AppInfo;
  readonly markUsable: null;
  readonly lock: null;
  readonly unlock: null;
  readonly changeLogin: null;
  readonly saveUser: null;
  readonly removeUser: null;
  readonly setAutoLock: null;
  readonly openExternal: null;
}

/** Every request by name; the preload makes one function of each. */
export const REQUEST_NAMES = [
  'snapshot',
  'approveLines',
  'makeBasket',
  'dissolveBasket',
  'editLine',
  'dryRun',
  'dryRunPlan',
  'checkCondition',
  'conditionLanguage',
  'finishLine',
  'forceLine',
  'overrideRule',
  'holdLine',
  'undo',
  'skipLine',
  'restoreLine',
  'pauseLine',
  'resumeLine',
  'setApproval',
  'setPauses',
  'pauseStrategy',
  'resumeStrategy',
  'setTradingState',
  'measures',
  'policy',
  'checkPolicy',
  'changePolicy',
  'exportPolicy',
  'importPolicy',
  'armWatch',
  'disarmWatch',
  'armExit',
  'disarmExit',
  'previewTicket',
  'placeOrder',
  'cancelOrder',
  'cancelAll',
  'takeOver',
  'previewLiquidation',
  'liquidate',
  'explainOrder',
  'checkSignals',
  'pickSignalsFile',
  'importSignals',
  'listScripts',
  'saveScript',
  'checkScript',
  'tryScript',
  'monitor',
  'alertSettings',
  'setAlertSettings',
  'setUpChannel',
  'testChannel',
  'dayRecords',
  'logTail',
  'openRecorded',
  'openDemo',
  'gatewayForm',
  'connectGateway',
  'acceptDifferences',
  'compareBooks',
  'review',
  'importIndex',
  'reviewProfits',
  'reviewCosts',
  'reviewTrips',
  'reviewFills',
  'pastDay',
  'why',
  'replayDay',
  'replayAt',
  'replayPrices',
  'notes',
  'noteVersions',
  'keepNote',
  'report',
  'saveReport',
  'strategies',
  'followStrategy',
  'unfollowStrategy',
  'previewSwitch',
  'switchStrategy',
  'netInternally',
  'replan',
  'settlement',
  'resolveDifference',
  'holdSeal',
  'sealDay',
  'releaseDay',
  'addStatements',
  'pickStatements',
  'dropStatement',
  'checkMapping',
  'saveMapping',
  'compareStatements',
  'syncStatus',
  'sync',
  'connectCloud',
  'leaveCloud',
  'setUploads',
  'uploadFrom',
  'retryUploads',
  'previewUpload',
  'cloudSignals',
  'setSignals',
  'pullSignals',
  'checkPulled',
  'playback',
  'watch',
  'watchLine',
  'marketSubscribe',
  'getSettings',
  'setSettings',
  'appInfo',
  'markUsable',
  'lock',
  'unlock',
  'changeLogin',
  'saveUser',
  'removeUser',
  'setAutoLock',
  'openExternal',
] as const satisfies readonly (RequestName & keyof Replies)[];

/** The pages, as the application menu asks for them. */
export type PageCommand = 'showPlan' | 'showTrade' | 'showRisk' | 'showScripts' | 'showLog' | 'showReview' | 'showSettlement' | 'showSync' | 'showStrategies';

/** What the application menu asks the window to do. */
export type MenuCommand = PageCommand | 'importSignals' | 'openRecorded' | 'openDemo' | 'connectGateway' | 'openPalette' | 'showShortcuts';

type NoPayload = Readonly<Record<string, never>>;

/** One function per request: `kaipan.approveLines({ ids })`. Requests that take nothing are called without argument. */
export type Requests = {
  readonly [Name in RequestName]: RequestPayload<Name> extends NoPayload
    ? () => Promise<Reply<Replies[Name]>>
    : (payload: RequestPayload<Name>) => Promise<Reply<Replies[Name]>>;
};

/** What the preload puts on `window.kaipan`. Listeners return their unsubscribe. */
export interface KaipanBridge extends Requests {
  /**
   * The content security policy blocks every `<style>` element that does not carry this nonce. ag-grid takes it as the
   * grid option `styleNonce`; Radix finds it by itself (`get-nonce` reads `__webpack_nonce__`, which the preload sets).
   * Styles set through the DOM (`element.style`, React's `style`) and style sheets of our own origin need none.
   */
  readonly styleNonce: string;
  onUpdate(listener: (update: Update) => void): () => void;
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
}

/** IPC channel names, all of them. */
export const REQUEST_CHANNEL_PREFIX = 'kaipan:';
export const UPDATE_CHANNEL = 'kaipan-push:update';
export const MENU_CHANNEL = 'kaipan-push:menu';
/** Starts the argument by which the main process hands the preload the nonce for styles. */
export const STYLE_NONCE_ARGUMENT = '--kaipan-style-nonce=';
