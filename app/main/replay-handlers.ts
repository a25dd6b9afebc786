import { ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { ReplayDesk } from '../terminal/replay-desk.ts';
import { type Session } from '../terminal/session.ts';
import { replayDayRow, replayMomentRow, replayPricesRow } from '../terminal/view/replay.ts';
import { type Handlers } from './gate.ts';

type ReplayRequest = 'replayDay' | 'replayAt' | 'replayPrices';

/** Any day of the account, the one at hand too, looked at again moment by moment. */
export function replayHandlers(session: Session): Pick<Handlers, ReplayRequest> {
  const desk = new ReplayDesk(session);
  return {
    replayDay: async ({ date, after }) => {
      const day = await desk.open(date as TradeDate);
      return day.ok ? ok(replayDayRow(session, day.value, after)) : day;
    },
    replayAt: async ({ date, seq, at }) => {
      const day = await desk.open(date as TradeDate);
      if (!day.ok) return day;
      const moment = replayMomentRow(session, day.value, seq, at as EpochMs);
      return moment === undefined ? refuse('review.noMoment', { date }) : ok(moment);
    },
    replayPrices: async ({ date, instrument }) => {
      const day = await desk.open(date as TradeDate);
      return day.ok ? ok(replayPricesRow(session, day.value, instrument as InstrumentId)) : day;
    },
  };
}
