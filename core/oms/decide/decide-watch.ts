import { type LineId, POLICY } from '../../kernel/ids.ts';
import { type Refusal, refusal } from '../../kernel/result.ts';
import { type InstrumentId } from '../../market/instrument.ts';
import { type SaleWish } from '../../plan/sale.ts';
import {
  type Reading,
  type WatchContext,
  type WatchName,
  type WatchRef,
  type WatchSetting,
  hasFired,
  hasRecovered,
  readingOf,
  watchKey,
} from '../../risk/watch/watch.ts';
import { WATCHES } from '../../risk/watch/watches.ts';
import { indexChangeOf } from '../conditions/condition-facts.ts';
import { dayOf } from './decide-order.ts';
import { planSale, proposeSale } from './decide-sale.ts';
import { type Decision, NOTHING, type Surroundings, decided } from './decision.ts';
import { type OmsEvent } from '../events.ts';
import { type LiveState } from '../state/live-state.ts';
import { type WatchBook } from '../watch/watch-book.ts';
import { type HeldShares, type OwedSale, type WatchTarget } from '../watch/watch-memory.ts';
import { owedOf, saleOf, styleOf, unsoldOf, wishesOf } from '../watch/watch-sale.ts';

/** Everything that a quote of the instrument may move, as far as it is held. */
export function targetsOf(state: LiveState, instrument: InstrumentId): readonly WatchTarget[] {
  const position = state.ledger.positions.get(instrument);
  if (position === undefined || position.quantity === 0) return [];
  const strategies = [...position.lots.keys()].map((of) => ({ scope: 'strategy', of }) as const);
  return [{ scope: 'instrument', of: instrument }, ...strategies, { scope: 'account', of: '' }, { scope: 'market', of: '' }];
}

/** Whether prices may fire anything now: trading has begun, and has not ended. */
export function isWatching(state: LiveState, instrument: InstrumentId, { market }: Surroundings): boolean {
  return state.settled === null && state.quotesEnded === null && (market.quote(instrument)?.last ?? 0) > 0;
}

/** A profit's new high is marked when it is higher by this part of what the holdings cost: one basis point. */
const STEP = 10_000;

/** Marks a new high, where a trailing stop counts from it. */
export function decideHigh(state: LiveState, target: WatchTarget, book: WatchBook, around: Surroundings): Decision {
  if (target.scope === 'market') return NOTHING;
  if (state.watches.settingOf({ watch: 'trailingStop', ...target }, dayOf(state).config.risk.watch) === null) return NOTHING;
  const { high, worth, cost } = book.holdingOf(target);
  const now = target.scope === 'instrument' ? (around.market.quote(target.of as InstrumentId)?.last ?? 0) : worth - cost;
  const step = target.scope === 'instrument' ? 0 : cost / STEP;
  return high === null || now - high > step ? decided([{ type: 'watchHighMarked', ...target, high: now }]) : NOTHING;
}

/** What a watch compares now; null: it is off, or cannot be known. */
export function readWatch(
  state: LiveState,
  ref: WatchRef,
  book: WatchBook,
  around: Surroundings,
): { readonly reading: Reading; readonly setting: WatchSetting } | null {
  const setting = state.watches.settingOf(ref, dayOf(state).config.risk.watch);
  if (setting === null) return null;
  const measure = WATCHES[ref.watch].measure(contextOf(state, ref, book, around));
  return measure === null ? null : { reading: readingOf(measure, setting), setting };
}

function contextOf(state: LiveState, { scope, of }: WatchTarget, book: WatchBook, { market, exposure }: Surroundings): WatchContext {
  const { date, config } = dayOf(state);
  const last = scope === 'instrument' ? (market.quote(of as InstrumentId)?.last ?? 0) : 0;
  return {
    scope,
    date,
    price: last > 0 ? (last as WatchContext['price']) : null,
    holding: book.holdingOf({ scope, of }),
    equity: exposure.equity,
    openingEquity: exposure.openingEquity,
    equityHigh: state.equityHigh,
    breadth: market.breadth?.() ?? null,
    indexChange: indexChangeOf(market, config.risk.watch.index),
  };
}

/** Holds one watch against the market: it fires once, and again only after it has been armed again. */
export function decideWatch(state: LiveState, ref: WatchRef, book: WatchBook, around: Surroundings): Decision {
  if (!WATCHES[ref.watch].scopes.includes(ref.scope)) return NOTHING;
  if (!state.watches.isArmed(ref)) return NOTHING;
  const read = readWatch(state, ref, book, around);
  if (read === null) return NOTHING;
  const { reading, setting } = read;
  if (state.watches.fired.has(watchKey(ref))) {
    return hasRecovered(reading) ? decided([{ type: 'watchRearmed', ...ref, reading }]) : NOTHING;
  }
  if (!hasFired(reading)) return NOTHING;
  const { action, execution } = setting;
  return fire(state, { ref, reading, action, execution, wishes: () => wishesOf(state, ref, reading, execution, around), carried: null }, around);
}

/** Sells what a watch of an earlier day wanted sold and T+1 did not let go, as far as it is still held. */
export function decideDue(state: LiveState, sale: OwedSale, book: WatchBook, around: Surroundings): Decision {
  const { watch, scope, of, action, execution, instrument, strategyId, quantity } = sale;
  const ref = { watch, scope, of };
  const reading = readWatch(state, ref, book, around)?.reading ?? UNKNOWN;
  const style = styleOf(state, instrument, execution, around);
  const wishes = () => [{ strategyId, instrument, quantity, style }];
  return fire(state, { ref, reading, action, execution, wishes, carried: { instrument, strategyId } }, around);
}

/** The watch has been turned off since it fired. */
const UNKNOWN: Reading = { unit: 'count', from: 0, value: 0, limit: 0, back: null };

interface Firing {
  readonly ref: WatchRef;
  readonly reading: Reading;
  readonly action: WatchSetting['action'];
  readonly execution: string | null;
  readonly wishes: () => readonly SaleWish[];
  readonly carried: HeldShares | null;
}

function fire(state: LiveState, firing: Firing, around: Surroundings): Decision {
  const { ref, reading, action, execution, wishes, carried } = firing;
  const wanted = action === 'alert' ? [] : wishes();
  const sale = saleOf(state, wanted, action === 'act');
  const unsold = planSale(state, sale, around).lines.flatMap((line, index) => unsoldOf(line, wanted[index]));
  const reason = firedReason({ ...ref, reading, carried });
  const sold = wanted.length === 0 ? null : proposeSale(state, sale, { reason, by: POLICY, token: null }, around);
  const { events, effects, outcome } = sold?.ok === true ? sold.value : NOTHING;
  const made = events.map((event) => withReason(event, reason));
  const lines = made.flatMap(lineIdsIn);
  const owed = unsold.flatMap((left) => owedOf(state, { ...ref, action, execution }, left));
  return { events: [{ type: 'watchFired', ...ref, reading, action, carried, lines, unsold, owed }, ...made], effects, outcome };
}

/** The lines of an event that sell something. */
export function lineIdsIn(event: OmsEvent): readonly LineId[] {
  return event.type === 'linesAdded' ? event.lines.filter(({ blocked }) => blocked === null).map(({ id }) => id) : [];
}

/** What fired, with its numbers: why a line is there, and what a notice says. */
export function firedReason({ watch, scope, of, reading, carried }: Pick<WatchFired, 'watch' | 'scope' | 'of' | 'reading' | 'carried'>): Refusal {
  const { one, sum } = CODES[watch];
  const code = carried === null ? (reading.unit === 'price' ? one : sum) : 'watch.carried';
  const { from, value, limit } = reading;
  return refusal(code, { watch, scope, of: carried?.instrument ?? of, from, value, limit });
}

type WatchFired = Extract<OmsEvent, { type: 'watchFired' }>;

/** What is said of a firing: of one holding's price, and of what several make together. */
const CODES: Readonly<Record<WatchName, { readonly one: string; readonly sum: string }>> = {
  stopLoss: { one: 'watch.stopLoss', sum: 'watch.stopLossSum' },
  trailingStop: { one: 'watch.trailingStop', sum: 'watch.trailingStopSum' },
  takeProfit: { one: 'watch.takeProfit', sum: 'watch.takeProfitSum' },
  timeStop: { one: 'watch.timeStop', sum: 'watch.timeStop' },
  limitBroken: { one: 'watch.limitBroken', sum: 'watch.limitBroken' },
  dayDrawdown: { one: 'watch.dayDrawdown', sum: 'watch.dayDrawdown' },
  limitDownCount: { one: 'watch.limitDownCount', sum: 'watch.limitDownCount' },
  fallingStocks: { one: 'watch.fallingStocks', sum: 'watch.fallingStocks' },
  indexFall: { one: 'watch.indexFall', sum: 'watch.indexFall' },
};

/** The line says why it is there. */
export function withReason(event: OmsEvent, reason: Refusal): OmsEvent {
  if (event.type !== 'linesAdded') return event;
  return { ...event, lines: event.lines.map((line) => ({ ...line, adjustments: [reason, ...line.adjustments] })) };
}
