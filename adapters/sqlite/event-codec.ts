import { z } from 'zod';
import { InvariantError } from '../../core/kernel/invariant.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { LINE_ENDINGS, type OmsEvent } from '../../core/oms/events.ts';
import { APPROVAL_MODES } from '../../core/oms/config.ts';
import { WATCH_ACTIONS } from '../../core/risk/watch/watch.ts';
import {
  actor,
  basket,
  basketId,
  command,
  dayResult,
  difference,
  executionReport,
  fees,
  leafText,
  lineChange,
  lineId,
  openingAccount,
  orderId,
  orderRequest,
  orderTerms,
  pauses,
  proposedLine,
  quoteBasis,
  refusal,
  refusedCandidate,
  scriptAnswer,
  scriptId,
  tradingConfig,
  verdict,
  tradingState,
} from './event-parts.ts';
import { actionBooking, withheldTax } from './action-parts.ts';
import { riskPolicy, watchRef, watchSetting } from './risk-parts.ts';
import { resolvedDifference, statementComparison } from './settlement-parts.ts';
import { strategyCarry, strategyEvents } from './strategy-parts.ts';
import { momentText, moneyText, shares, tradeDate, wholeNumber } from './unit-codecs.ts';
import { heldShares, owedSale, unsoldShares, watchCarry, watchReading, watchTarget } from './watch-parts.ts';

const oneLine = { lineId };
const endedLine = { lineId, reason: refusal };

const phase = z.enum([
  'preOpen',
  'openingCall',
  'openingCallFirm',
  'openingPause',
  'morning',
  'lunch',
  'afternoon',
  'closingCall',
  'afterHours',
  'closed',
]);

const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('dayOpened'),
    date: tradeDate,
    mode: z.enum(['backtest', 'paper', 'live']),
    account: z.string(),
    seed: wholeNumber,
    opening: openingAccount,
    config: tradingConfig,
    policyVersion: wholeNumber.exactOptional(),
    watches: watchCarry.exactOptional(),
    sealHeld: z.literal(true).exactOptional(),
    strategies: strategyCarry.exactOptional(),
    unsealedBefore: z.strictObject({ date: tradeDate, reason: z.string() }).exactOptional(),
  }),
  z.strictObject({ type: z.literal('actionsBooked'), bookings: z.array(actionBooking) }),
  z.strictObject({ type: z.literal('dividendTaxWithheld'), taxes: z.array(withheldTax) }),
  z.strictObject({ type: z.literal('commandGiven'), command, by: actor }),
  z.strictObject({ type: z.literal('commandRefused'), reason: refusal }),
  z.strictObject({ type: z.literal('commandUndone'), number: wholeNumber }),
  z.strictObject({
    type: z.literal('planProposed'),
    lines: z.array(proposedLine),
    warnings: z.array(refusal),
    source: z.string(),
  }),
  z.strictObject({
    type: z.literal('linesAdded'),
    lines: z.array(proposedLine),
    reason: refusal,
    by: actor,
    token: z.string().nullable(),
    awaitsApproval: z.literal(true).exactOptional(),
  }),
  z.strictObject({ type: z.literal('linesApproved'), lineIds: z.array(lineId) }),
  z.strictObject({ type: z.literal('approvalsWithdrawn'), lineIds: z.array(lineId) }),
  z.strictObject({ type: z.literal('approvalHeld'), ...endedLine }),
  z.strictObject({
    type: z.literal('lineEdited'),
    lineId,
    before: lineChange,
    after: lineChange,
    estValue: moneyText,
    estFees: moneyText,
  }),
  z.strictObject({
    type: z.literal('lineChangeAsked'),
    lineId,
    before: lineChange,
    after: lineChange.nullable(),
    ending: z.enum(LINE_ENDINGS).exactOptional(),
  }),
  z.strictObject({ type: z.literal('lineSkipped'), ...oneLine, reason: refusal.exactOptional() }),
  z.strictObject({ type: z.literal('lineRestored'), ...oneLine }),
  z.strictObject({ type: z.literal('linePaused'), ...oneLine }),
  z.strictObject({ type: z.literal('lineResumed'), ...oneLine }),
  z.strictObject({ type: z.literal('lineForced'), ...oneLine }),
  z.strictObject({ type: z.literal('ruleOverridden'), ...oneLine, rule: z.string(), reason: refusal, by: actor, approvedBy: actor.exactOptional() }),
  z.strictObject({
    type: z.literal('lineStarted'),
    lineId,
    basis: quoteBasis.nullable(),
    volume: shares,
    turnover: moneyText,
    curveDays: wholeNumber.exactOptional(),
  }),
  z.strictObject({ type: z.literal('conditionMet'), lineId, condition: z.string(), why: z.array(leafText) }),
  z.strictObject({ type: z.literal('scriptLoaded'), script: scriptId, version: z.string(), tried: z.boolean() }),
  z.strictObject({ type: z.literal('scriptAnswered'), lineId, ...scriptAnswer }),
  z.strictObject({ type: z.literal('scriptStopped'), script: scriptId, reason: refusal }),
  z.strictObject({ type: z.literal('lineWaiting'), ...endedLine }),
  z.strictObject({ type: z.literal('lineDone'), ...endedLine }),
  z.strictObject({ type: z.literal('lineExpired'), ...endedLine }),
  z.strictObject({ type: z.literal('basketMade'), basket }),
  z.strictObject({ type: z.literal('basketDissolved'), basketId }),
  z.strictObject({ type: z.literal('replacementAsked'), ...endedLine }),
  z.strictObject({ type: z.literal('replacementDropped'), ...endedLine, refused: z.array(refusedCandidate) }),
  z.strictObject({
    type: z.literal('lineReplaced'),
    ...endedLine,
    substitute: proposedLine,
    refused: z.array(refusedCandidate),
  }),
  z.strictObject({ type: z.literal('approvalModeChanged'), before: z.enum(APPROVAL_MODES), after: z.enum(APPROVAL_MODES) }),
  z.strictObject({ type: z.literal('pausesChanged'), before: pauses, after: pauses }),
  z.strictObject({ type: z.literal('tradingStateChanged'), before: tradingState, after: tradingState, reason: refusal }),
  z.strictObject({
    type: z.literal('policyChanged'),
    before: riskPolicy,
    after: riskPolicy,
    version: wholeNumber,
    reason: refusal,
    by: actor,
    approvedBy: actor.nullable(),
  }),
  ...strategyEvents,
  z.strictObject({ type: z.literal('equityHighMarked'), equity: moneyText }),
  z.strictObject({ type: z.literal('watchArmed'), ...watchRef, setting: watchSetting.nullable(), by: actor }),
  z.strictObject({ type: z.literal('watchDisarmed'), ...watchRef, by: actor }),
  z.strictObject({ type: z.literal('watchRearmed'), ...watchRef, reading: watchReading }),
  z.strictObject({ type: z.literal('watchHighMarked'), ...watchTarget, high: wholeNumber }),
  z.strictObject({
    type: z.literal('watchFired'),
    ...watchRef,
    reading: watchReading,
    action: z.enum(WATCH_ACTIONS),
    carried: heldShares.nullable(),
    lines: z.array(lineId),
    unsold: z.array(unsoldShares),
    owed: z.array(owedSale),
  }),
  z.strictObject({ type: z.literal('exitArmed'), exit: z.string(), by: actor }),
  z.strictObject({ type: z.literal('exitDisarmed'), exit: z.string(), by: actor }),
  z.strictObject({
    type: z.literal('exitFired'),
    exit: z.string(),
    ...heldShares.shape,
    action: z.enum(WATCH_ACTIONS),
    why: z.array(leafText),
    lines: z.array(lineId),
    reason: refusal,
  }),
  z.strictObject({ type: z.literal('phaseChanged'), phase }),
  z.strictObject({ type: z.literal('orderDenied'), order: orderRequest, verdicts: z.array(verdict) }),
  z.strictObject({
    type: z.literal('orderIntended'),
    order: orderRequest,
    terms: orderTerms,
    verdicts: z.array(verdict),
    basis: quoteBasis.nullable(),
    token: z.string().nullable(),
  }),
  z.strictObject({ type: z.literal('foreignOrderSeen'), reportId: z.string().min(1), order: orderRequest, terms: orderTerms }),
  z.strictObject({ type: z.literal('orderTakenOver'), orderId, lineId, by: actor }),
  z.strictObject({ type: z.literal('cancelIntended'), orderId, reason: refusal, by: actor }),
  z.strictObject({ type: z.literal('reportReceived'), report: executionReport, fees: fees.nullable(), n: wholeNumber.exactOptional() }),
  z.strictObject({ type: z.literal('orderOutcomeUnknown'), orderId, reason: refusal }),
  z.strictObject({ type: z.literal('accountUnreconciled'), reason: refusal, differences: z.array(difference) }),
  z.strictObject({ type: z.literal('differencesAccepted'), differences: z.array(difference), reason: refusal, by: actor }),
  z.strictObject({ type: z.literal('accountReconciled') }),
  z.strictObject({ type: z.literal('quotesEnded'), lastQuote: momentText.nullable() }),
  z.strictObject({ type: z.literal('daySettled'), result: dayResult }),
  z.strictObject({ type: z.literal('statementsCompared'), comparison: statementComparison, ids: z.array(z.string()) }),
  z.strictObject({ type: z.literal('differenceResolved'), id: z.string(), ...resolvedDifference, reason: refusal, by: actor }),
  z.strictObject({ type: z.literal('sealHoldChanged'), held: z.boolean(), by: actor }),
  z.strictObject({ type: z.literal('dayReleased'), date: tradeDate, reason: refusal, by: actor }),
  z.strictObject({ type: z.literal('daySealed'), date: tradeDate, by: actor }),
  z.strictObject({ type: z.literal('accountHalted'), reason: refusal }),
]);

type Written = z.output<typeof eventSchema>;
type Mutable<T> = T extends string | number | boolean | null ? T : { -readonly [K in keyof T]: Mutable<T[K]> };
type Same<A extends B, B> = A;
/** Fails to compile when core's events and what is written here are not the same. */
export type EveryEventIsWritten = Same<Written, OmsEvent> & Same<Mutable<OmsEvent>, Written>;

/** An event as the journal keeps it: its kind, and the rest as canonical JSON. */
export interface EventText {
  readonly type: OmsEvent['type'];
  readonly data: string;
}

/**
 * The canonical text of an event: JSON without blanks, keys in the order of the schema (those of `params` as they were
 * made), units as their codecs write them. The same event has the same text, always.
 * @throws InvariantError when the event is none: nothing is written that could not be read.
 */
export function encodeEvent(event: OmsEvent): EventText {
  const encoded = z.safeEncode(eventSchema, event as Written);
  if (!encoded.success) throw new InvariantError(`${event.type} cannot be journalled: ${firstIssue(encoded.error)}`);
  const { type, ...data } = encoded.data;
  return { type, data: JSON.stringify(data) };
}

/** Reads an event back; the error names the field that is wrong. */
export function decodeEvent(type: string, data: unknown): Result<OmsEvent, string> {
  const decoded = z.safeDecode(eventSchema, { ...(data as object), type } as z.input<typeof eventSchema>);
  return decoded.success ? ok(decoded.data) : err(firstIssue(decoded.error));
}

function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  return issue === undefined ? 'unknown' : `${issue.path.join('.')}: ${issue.message}`;
}
