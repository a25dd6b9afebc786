import { type Condition } from '../../conditions/condition.ts';
import { evaluate } from '../../conditions/evaluate.ts';
import { parseCondition } from '../../conditions/parse-condition.ts';
import { nextMove } from '../../execution/next-move.ts';
import { begunSchedule, plannedSlices } from '../../execution/planned.ts';
import { type PlannedSlice } from '../../execution/planned-slice.ts';
import { type Slice } from '../../execution/slices.ts';
import { type StyleContext } from '../../execution/style.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../kernel/result.ts';
import { formatTimeOfDay, timeOfDayOf } from '../../kernel/time.ts';
import { type Quantity, type Rate, quantity } from '../../kernel/units.ts';
import { PAST_SESSIONS, expectedDayVolume, shareOfExpected } from '../../market/expected-volume.ts';
import { type ExecutionStyle, type PlanLine } from '../../plan/line.ts';
import { styleProblem } from '../../plan/style-problem.ts';
import { type Verdict } from '../../risk/verdict.ts';
import { basketMove } from '../basket/basket-window.ts';
import { heldBack } from './decide-condition.ts';
import { conditionFacts } from '../conditions/condition-facts.ts';
import { guarded, guardsOf } from './decide-guards.ts';
import { contextOf } from './decide-line.ts';
import { type OrderDraft, isStrategyPaused, judge } from './decide-order.ts';
import { type Surroundings } from './decision.ts';
import { type LiveState } from '../state/live-state.ts';

/** What a person is about to make of a line; left out: it stays as it is. */
export interface LineDraft {
  readonly plannedQuantity?: Quantity;
  readonly style?: ExecutionStyle;
  readonly condition?: string | null;
}

export interface DryRunSlice extends PlannedSlice {
  /** Of what the market is expected to trade in its stretch; null: an auction, or nobody can say. */
  readonly share: Rate | null;
}

/** What a line would do from now on, and what stands in its way. */
export interface DryRun {
  readonly slices: readonly DryRunSlice[];
  /** The schedule that the line has begun, past slices included; empty without one. */
  readonly schedule: readonly Slice[];
  /** What the style waits for at this moment; null: it would act at once. */
  readonly waits: Refusal | null;
  /** What would keep it from sending as things stand now, gravest first. */
  readonly blockers: readonly Refusal[];
  /** What the gate would say of its largest order and of all that is left; passes left out. */
  readonly verdicts: readonly Verdict[];
  /** Shares that the market is expected to trade today; null: nobody can say. */
  readonly dayVolume: Quantity | null;
}

const NOTHING_MORE: DryRun = { slices: [], schedule: [], waits: null, blockers: [], verdicts: [], dayVolume: null };

/**
 * Runs a line dry, as it stands or with a person's draft for it: the style's own plan, the line's condition, the guards
 * and the gate, asked without doing anything. The same state, market and clock give the same answer.
 */
export function dryRunLine(state: LiveState, standing: PlanLine, draft: LineDraft, around: Surroundings): Result<DryRun, Refusal> {
  const line: PlanLine = { ...standing, ...draft };
  const standingContext = contextOf(state, standing, around);
  if (standingContext === null) return refuse('edit.noMarket', { instrument: line.instrument });
  const problem = styleProblem(line.style, standingContext);
  if (problem !== null) return err(problem);
  const condition = line.condition === null ? ok(null) : parseCondition(line.condition);
  if (!condition.ok) return condition;
  const context = drafted(standingContext, line, draft);
  const schedule = begunSchedule(line.style, context);
  if (line.state === 'done' || line.state === 'expired') return ok({ ...NOTHING_MORE, schedule });
  const slices = plannedSlices(line.style, context);
  const dayVolume = dayVolumeOf(context, around);
  const shared = slices.map((slice) => ({ ...slice, share: shareOf(slice, context, dayVolume) }));
  const move = nextMove(line.style, context);
  return ok({
    slices: shared,
    schedule,
    waits: move.kind === 'wait' ? move.reason : null,
    blockers: [...lineBlockers(state, line), ...sliceBlockers(context, shared), ...momentBlockers(state, context, condition.value, around)],
    verdicts: verdictsOf(state, context, slices, around),
    dayVolume,
  });
}

/** Of a line that is drafted anew, the rest is planned anew from now on, as an edit would. */
function drafted(context: StyleContext, line: PlanLine, { plannedQuantity, style }: LineDraft): StyleContext {
  if (plannedQuantity === undefined && style === undefined) return { ...context, line };
  const open = context.line.plannedQuantity - context.line.filled - context.remaining;
  return { ...context, line, started: null, remaining: quantity(Math.max(0, line.plannedQuantity - line.filled - open)) };
}

function dayVolumeOf({ quote, now, volumeCurve, line }: StyleContext, around: Surroundings): Quantity | null {
  const bars = around.history?.bars(line.instrument, PAST_SESSIONS) ?? null;
  return expectedDayVolume({ curve: volumeCurve, traded: quote?.volume ?? null, now: timeOfDayOf(now), bars });
}

function shareOf({ quantity: shares, from, until }: PlannedSlice, { volumeCurve }: StyleContext, dayVolume: Quantity | null): Rate | null {
  return dayVolume === null ? null : shareOfExpected(shares, dayVolume, volumeCurve, from, until);
}

/** What a person or the plan has said of the line. */
function lineBlockers(state: LiveState, line: PlanLine): readonly Refusal[] {
  const blockers: Refusal[] = [];
  if (line.blocked !== null) blockers.push(line.blocked);
  if (line.state === 'proposed') blockers.push(refusal('dryRun.notApproved'));
  if (line.state === 'skipped') blockers.push(refusal('dryRun.skipped'));
  if (line.paused) blockers.push(refusal('dryRun.paused'));
  const { buys, sells } = state.pauses;
  if (line.side === 'buy' ? buys : sells) blockers.push(refusal('dryRun.sidePaused', { side: line.side }));
  if (isStrategyPaused(state, line)) blockers.push(refusal('dryRun.strategyPaused', { strategy: line.strategyId }));
  return blockers;
}

/** What the day's hours and the expected volume make of the plan. */
function sliceBlockers({ line, remaining }: StyleContext, slices: readonly DryRunSlice[]): readonly Refusal[] {
  const worked = line.style.style === 'callAuction' ? line.style.then : line.style;
  if (worked?.style === 'script') return [refusal('dryRun.scriptDecides', { script: worked.script })];
  if (slices.length === 0) return remaining === 0 ? [] : [refusal('dryRun.nothingLeft')];
  const cap = worked !== null && 'cap' in worked ? worked.cap : null;
  const over = cap === null ? [] : slices.filter(({ kind, share }) => kind === 'slice' && share !== null && share > cap);
  const [first] = over;
  if (first === undefined) return [];
  return [refusal('dryRun.overCap', { slices: over.length, from: formatTimeOfDay(first.from), share: first.share, cap })];
}

/** What would hold back an order of this very moment: the line's basket and condition, and the account's guards. */
function momentBlockers(state: LiveState, context: StyleContext, condition: Condition | null, around: Surroundings): readonly Refusal[] {
  const facts = conditionFacts(state, context.line, around);
  const held = condition === null ? null : heldBack(context, { kind: 'start' }, evaluate(condition, facts));
  const guard = guarded(context.line.side, facts, guardsOf(state, context.line.strategyId));
  const basket = basketMove(state, context.line, around)?.reason ?? null;
  return [basket, held, guard].filter((blocker) => blocker !== null);
}

/** Rules that judge this very moment, or the line as it stands: a dry run is read before its moment, and of a draft. */
const NOT_OF_A_PLAN: ReadonlySet<string> = new Set(['parent', 'session', 'paused', 'quoteAge', 'orderType', 'clockSkew', 'orderRate', 'duplicate', 'priceCage']);
/** Rules that judge what the line comes to as a whole, however many orders it takes. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['cash', 'sellable', 'instrumentShare', 'sectorShare', 'strategyShare', 'exposure', 'valueAtRisk', 'floatShare']);

function verdictsOf(state: LiveState, context: StyleContext, slices: readonly PlannedSlice[], around: Surroundings): readonly Verdict[] {
  const largest = slices.reduce<PlannedSlice | null>((most, slice) => (most === null || slice.orderQuantity > most.orderQuantity ? slice : most), null);
  if (largest === null) return [];
  const ask = (shares: Quantity): readonly Verdict[] => judge(state, draftOf(context, largest, shares), around).gate.verdicts;
  return [
    ...ask(largest.orderQuantity).filter(({ rule }) => !NOT_OF_A_PLAN.has(rule) && !OF_THE_WHOLE.has(rule)),
    ...ask(context.remaining).filter(({ rule }) => OF_THE_WHOLE.has(rule)),
  ].filter(({ kind }) => kind !== 'pass');
}

function draftOf({ line, quote }: StyleContext, { bound }: PlannedSlice, shares: Quantity): OrderDraft {
  const { id: lineId, strategyId, instrument, side, refPrice } = line;
  const best = (side === 'buy' ? quote?.asks[0] : quote?.bids[0])?.price;
  return { lineId, strategyId, instrument, side, origin: 'plan', type: 'limit', price: bound ?? best ?? refPrice, quantity: shares };
}
