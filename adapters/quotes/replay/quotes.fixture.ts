import { type TradeDate } from '../../../core/kernel/time.ts';

export const DAY = '2023-02-01' as TradeDate;

export const COLUMNS: readonly string[] = [
  ...['time', 'instrument', 'prev_close', 'open', 'high', 'low', 'last', 'volume', 'turnover', 'limit_up', 'limit_down'],
  ...['bid', 'ask'].flatMap((side) => [1, 2, 3, 4, 5].flatMap((n) => [`${side}${n}`, `${side}${n}_volume`])),
];

/** A sound row of the continuous session. */
const ORDINARY: Readonly<Record<string, string>> = {
  time: '2023-02-01T09:30:03.000',
  instrument: '000333.SZ',
  prev_close: '55.2',
  open: '55.3',
  high: '55.5',
  low: '55.1',
  last: '55.4',
  volume: '1000',
  turnover: '55400',
  limit_up: '60.72',
  limit_down: '49.68',
  bid1: '55.39',
  bid1_volume: '200',
  bid2: '55.38',
  bid2_volume: '300',
  ask1: '55.41',
  ask1_volume: '400',
};

export type RowChange = Readonly<Record<string, string | number>>;

/** A quotes file of ordinary rows with changes. */
export function quotesText(...rows: readonly RowChange[]): string {
  const lines = rows.map((change) => COLUMNS.map((column) => change[column] ?? ORDINARY[column] ?? '0').join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\n');
}

/** What a call auction shows: both first levels the match, a second one the rest. */
export function auctionRow(price: string, matched: number, rest: RowChange = {}): RowChange {
  const prices = { bid1: price, bid1_volume: matched, bid2: 0, bid2_volume: 0, ask1: price, ask1_volume: matched };
  return { time: '2023-02-01T09:20:00.000', volume: 0, turnover: 0, open: 0, high: 0, low: 0, last: 0, ...prices, ...rest };
}
