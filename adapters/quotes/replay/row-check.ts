import { formatYuan } from '../../../core/kernel/decimal.ts';
import { type EpochMs, formatLocalTime } from '../../../core/kernel/time.ts';
import { type Money, NO_PRICE, type Price } from '../../../core/kernel/units.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type InputProblem, inputProblem } from '../../files/input-problem.ts';
import { ASKS, BIDS, DEPTH, SLOT, slotName } from './columns.ts';
import { type QuoteRowParser } from './row-parser.ts';

/** What does not change during a day, as the feed sends it; 0 where it says nothing. */
export interface FeedReference {
  readonly prevClose: Price;
  /** Large (99999.99) where the feed says that there is no limit. */
  readonly limitUp: Price;
  readonly limitDown: Price;
}

/** What a quotes file says of one instrument's day. */
export interface ScannedInstrument {
  readonly id: InstrumentId;
  readonly reference: FeedReference;
  readonly rows: number;
  /** Times of its first and its last quote. */
  readonly first: EpochMs;
  readonly last: EpochMs;
  /** Where it begins, and its total volume there and at its end. */
  readonly file: string;
  readonly line: number;
  readonly firstVolume: number;
  readonly volume: number;
}

/** The same while the rows come in. */
export type GrowingInstrument = { -readonly [Key in keyof ScannedInstrument]: ScannedInstrument[Key] } & {
  turnover: number;
};

const NOTHING_SAID: FeedReference = { prevClose: NO_PRICE, limitUp: NO_PRICE, limitDown: NO_PRICE };

export function startOf(id: InstrumentId, file: string, line: number, row: QuoteRowParser): GrowingInstrument {
  const volume = row.slots[SLOT.volume] ?? 0;
  const { time } = row;
  return {
    id,
    reference: NOTHING_SAID,
    rows: 0,
    first: time,
    last: time,
    file,
    line,
    firstVolume: volume,
    volume,
    turnover: 0,
  };
}

/** What is wrong with a row, before its place is added: the slot and the values that were compared. */
type RowProblem = (file: string, line: number) => InputProblem;

/**
 * Books a row, and says what is odd about it beside the rows of its instrument before it. Totals should never fall, the
 * previous close and the limits not change once they are said, levels become worse with depth, and bids stay below asks.
 */
export function bookRow(seen: GrowingInstrument, row: QuoteRowParser): RowProblem | null {
  const { slots } = row;
  const problem = totalsProblem(seen, slots) ?? referenceProblem(seen, slots) ?? bookProblem(slots);
  seen.rows += 1;
  seen.last = row.time;
  return problem;
}

function totalsProblem(seen: GrowingInstrument, slots: Float64Array): RowProblem | null {
  const volume = slots[SLOT.volume] ?? 0;
  const turnover = slots[SLOT.turnover] ?? 0;
  if (volume < seen.volume) return problemAt('quotes.totalDecreased', SLOT.volume, String(volume), String(seen.volume));
  if (turnover < seen.turnover) {
    return problemAt('quotes.totalDecreased', SLOT.turnover, yuan(turnover), yuan(seen.turnover));
  }
  seen.volume = volume;
  seen.turnover = turnover;
  return null;
}

function referenceProblem(seen: GrowingInstrument, slots: Float64Array): RowProblem | null {
  const prevClose = (slots[SLOT.prev_close] ?? 0) as Price;
  const limitUp = (slots[SLOT.limit_up] ?? 0) as Price;
  const limitDown = (slots[SLOT.limit_down] ?? 0) as Price;
  const { reference } = seen;
  if (prevClose === reference.prevClose && limitUp === reference.limitUp && limitDown === reference.limitDown) return null;
  const merged = mergeReferences(reference, { prevClose, limitUp, limitDown });
  if ('slot' in merged) return problemAt('quotes.valueChanged', merged.slot, yuan(merged.now), yuan(merged.before));
  seen.reference = merged;
  return null;
}

/** A value that was said and is now another. */
export interface ReferenceChange {
  readonly slot: number;
  readonly before: Price;
  readonly now: Price;
}

/** What two rows say together: a feed may begin without a value, or leave it out, but not change it. */
export function mergeReferences(before: FeedReference, now: FeedReference): FeedReference | ReferenceChange {
  const pairs = [
    [SLOT.prev_close, before.prevClose, now.prevClose],
    [SLOT.limit_up, before.limitUp, now.limitUp],
    [SLOT.limit_down, before.limitDown, now.limitDown],
  ] as const;
  for (const [slot, was, is] of pairs) {
    if (was !== is && was !== 0 && is !== 0) return { slot, before: was, now: is };
  }
  return {
    prevClose: now.prevClose === 0 ? before.prevClose : now.prevClose,
    limitUp: now.limitUp === 0 ? before.limitUp : now.limitUp,
    limitDown: now.limitDown === 0 ? before.limitDown : now.limitDown,
  };
}

function bookProblem(slots: Float64Array): RowProblem | null {
  const bid = slots[BIDS] ?? 0;
  const ask = slots[ASKS] ?? 0;
  if (bid > 0 && bid === ask) return auctionProblem(slots);
  if (bid > ask && ask > 0) {
    return (file, line) =>
      inputProblem('quotes.crossedBook', { file, line, field: slotName(BIDS) }, { value: yuan(bid), ask: yuan(ask) });
  }
  return levelsProblem(slots, BIDS, -1) ?? levelsProblem(slots, ASKS, 1);
}

/** In a call auction both first levels show the same match, and one of the second ones the rest. */
function auctionProblem(slots: Float64Array): RowProblem | null {
  const [bid, ask] = [slots[BIDS + 1] ?? 0, slots[ASKS + 1] ?? 0];
  if (bid !== ask) {
    return (file, line) =>
      inputProblem('quotes.auctionVolumes', { file, line, field: slotName(ASKS + 1) }, { value: ask, other: bid });
  }
  const [bidRest, askRest] = [slots[BIDS + 3] ?? 0, slots[ASKS + 3] ?? 0];
  if (bidRest === 0 || askRest === 0) return null;
  return (file, line) => inputProblem('quotes.auctionRest', { file, line, field: slotName(ASKS + 3) }, { value: askRest });
}

/** `direction` is 1 where prices rise with depth and -1 where they fall. Empty levels are passed over. */
function levelsProblem(slots: Float64Array, from: number, direction: 1 | -1): RowProblem | null {
  let before = 0;
  for (let slot = from; slot < from + 2 * DEPTH; slot += 2) {
    const price = slots[slot] ?? 0;
    if (price === 0) continue;
    if (before > 0 && (price - before) * direction <= 0) return problemAt('quotes.levelOrder', slot, yuan(price), yuan(before));
    before = price;
  }
  return null;
}

function problemAt(
  code: 'quotes.totalDecreased' | 'quotes.valueChanged' | 'quotes.levelOrder',
  slot: number,
  value: string,
  before: string,
): RowProblem {
  return (file, line) => inputProblem(code, { file, line, field: slotName(slot) }, { value, before });
}

export function timeProblem(file: string, line: number, time: EpochMs, before: EpochMs): InputProblem {
  const values = { value: formatLocalTime(time), before: formatLocalTime(before) };
  return inputProblem('quotes.timeWentBack', { file, line, field: 'time' }, values);
}

export function yuan(units: number): string {
  return formatYuan(units as Money);
}
