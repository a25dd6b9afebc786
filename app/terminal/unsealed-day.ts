import { type AccountDatabase, type LastDay } from '../../adapters/sqlite/account-database.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { InvariantError } from '../../core/kernel/invariant.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../core/kernel/time.ts';
import { Oms } from '../../core/oms/oms.ts';
import { MarketStore } from './market-store.ts';

/** Who lets a day trade although the one before it was not sealed, why and when. */
export interface Release {
  readonly reason: string;
  readonly by: Actor;
  readonly now: EpochMs;
}

/** An account's last day where it stands in the way of `date`: it is neither sealed nor released. */
function inTheWay(database: AccountDatabase, date: TradeDate): LastDay | null {
  const last = database.lastDay();
  return last === null || last.date >= date || last.sealed || last.released ? null : last;
}

/** Refuses a day to an account whose day before it is neither sealed nor released. */
export function checkSealed(database: AccountDatabase, date: TradeDate): Result<void, Refusal<'day.notSealed'>> {
  const last = inTheWay(database, date);
  return last === null ? ok(undefined) : refuse('day.notSealed', { date: last.date });
}

function nobody(): never {
  throw new InvariantError('a release asks nothing of a broker');
}

/** Releases the day that stands in the way of `date`, if one does; kept in the journal of that day. */
export function releaseBefore(database: AccountDatabase, date: TradeDate, { reason, by, now }: Release): Result<void, Refusal> {
  const last = inTheWay(database, date);
  if (last === null) return ok(undefined);
  const journal = database.journal(last.date);
  if (!journal.ok) return journal;
  const oms = new Oms(journal.value, { submit: nobody, cancel: nobody }, { market: new MarketStore([]), rulesOf: () => undefined, now });
  oms.resume(journal.value.read());
  oms.nextStep();
  return oms.onCommand({ type: 'releaseDay', reason }, by);
}
