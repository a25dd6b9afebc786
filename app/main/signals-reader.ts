import { readSignals } from '../../adapters/signals/file/read-signals.ts';
import { InvariantError } from '../../core/kernel/invariant.ts';
import { exchangeCalendar } from '../../core/market/calendar.ts';
import { type Session } from '../terminal/session.ts';
import { type ReadSignals } from './signals-desk.ts';

/** Reads signals for the day that the session has open, against the instruments of its market. */
export function signalsReader(session: Session): ReadSignals {
  return (name, bytes) => {
    const { day } = session.state;
    if (day === null) throw new InvariantError('no day is open to import signals into');
    return readSignals(
      { name, bytes },
      {
        tradeDate: day.date,
        calendar: exchangeCalendar(),
        known: (instrument) => session.market.reference(instrument) !== undefined,
      },
    );
  };
}
