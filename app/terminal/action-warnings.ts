import { formatYuan } from '../../core/kernel/decimal.ts';
import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type CorporateAction, offeredShares } from '../../core/market/corporate-action.ts';
import { type SessionSource } from '../../core/market/past-sessions.ts';
import { type DayReference } from '../../core/market/quote.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { heldOf } from '../../core/portfolio/action-booking.ts';

interface MorningFacts {
  readonly date: TradeDate;
  readonly opening: OpeningAccount;
  readonly actions: readonly CorporateAction[];
  readonly references: readonly DayReference[];
  readonly sessions: SessionSource;
}

/**
 * What a person has to know of the morning's corporate actions: rights that nobody has taken up, and holdings whose
 * previous close is not the close before although no action says why. Nothing is booked for these.
 */
export function actionWarnings({ date, opening, actions, references, sessions }: MorningFacts): readonly Refusal[] {
  const warnings: Refusal[] = [];
  for (const { instrument, rights } of actions) {
    const shares = rights === null ? 0 : offeredShares(rights, heldOf(opening, instrument));
    if (rights !== null && shares > 0 && rights.taken === 0) warnings.push(refusal('actions.rightsOffered', { instrument, shares, price: formatYuan(rights.price) }));
  }
  const known = new Set(actions.map(({ instrument }) => instrument));
  for (const { instrument: { id: instrument }, prevClose } of references) {
    if (known.has(instrument) || heldOf(opening, instrument) === 0) continue;
    const close = sessions(instrument, date, 1).at(-1)?.close;
    if (close !== undefined && close !== prevClose) warnings.push(refusal('actions.implied', { instrument, close: formatYuan(close), prevClose: formatYuan(prevClose) }));
  }
  return warnings;
}
