import { type StrategySignals } from './protocol.ts';

/** Signals in the words of the signals contract, with the id of what they were made from. */
export function signalsDocument(contentId: string, { strategy, date, tradeDate, rows }: StrategySignals): string {
  const signals = rows.map(({ instrument, position, reason }) => ({
    date,
    trade_date: tradeDate,
    instrument,
    position,
    strategy_id: strategy,
    ...(reason === undefined ? {} : { reason }),
  }));
  return `${JSON.stringify({ contentId, signals }, null, 2)}\n`;
}
