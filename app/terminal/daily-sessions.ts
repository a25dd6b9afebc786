import { readDailyBars } from '../../adapters/files/daily-bars.ts';
import { type InputProblem } from '../../adapters/files/input-problem.ts';
import { type Result, ok } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type SessionBar } from '../../core/market/daily-history.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';

/** What a headless day needs of its files. */
export interface Wanted {
  readonly before: TradeDate;
  readonly wanted: { has(instrument: InstrumentId): boolean };
}

/** The sessions of daily files, held in memory. Of two rows for one session the file named later wins. */
export async function dailySessions(files: readonly string[], { before, wanted }: Wanted): Promise<Result<SessionSource, InputProblem>> {
  const known = new Map<InstrumentId, Map<TradeDate, SessionBar>>();
  for (const file of files) {
    for await (const row of readDailyBars(file)) {
      if (!row.ok) return row;
      const { instrument, bar } = row.value;
      if (bar.date >= before || !wanted.has(instrument)) continue;
      const bars = known.get(instrument) ?? new Map<TradeDate, SessionBar>();
      known.set(instrument, bars.set(bar.date, bar));
    }
  }
  const sorted = new Map([...known].map(([instrument, bars]) => [instrument, [...bars.values()].toSorted(byDate)]));
  return ok((instrument, _before, most) => sorted.get(instrument)?.slice(-most) ?? []);
}

function byDate(a: SessionBar, b: SessionBar): number {
  return a.date < b.date ? -1 : 1;
}
