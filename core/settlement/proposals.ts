import { UNASSIGNED_STRATEGY } from '../kernel/ids.ts';
import { type Price, ZERO_MONEY, money, quantity, subtractMoney, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId, parseInstrumentId } from '../market/instrument.ts';
import { type FoundDifference, type StatementComparison } from '../oms/differences.ts';
import { type Difference } from '../oms/events.ts';
import { type Adjustment, type ShareAdjustment } from '../portfolio/adjustment.ts';
import { type DayToSettle } from './settle.ts';
import { type StatementSettlement } from './settle-statements.ts';
import { type StatementDifference } from './statement-difference.ts';
import { type Statement } from './statement.ts';

/** What a holding is valued at tonight; undefined where nobody knows. */
export type CloseOf = (instrument: InstrumentId) => Price | undefined;

/** A difference of the broker's own records, with what would set the cash or the holding right; a fill or an order is a matter of asking. */
export function withProposal(difference: Difference, { ledger, broker, closeOf }: Pick<DayToSettle, 'ledger' | 'broker' | 'closeOf'>): Difference {
  if (difference.what === 'cash') return { ...difference, proposal: { cash: subtractMoney(broker.cash, ledger.cash.balance), shares: null } };
  if (difference.what !== 'position') return difference;
  const instrument = difference.key as InstrumentId;
  const theirs = broker.positions.filter((position) => position.instrument === instrument).reduce((sum, position) => sum + position.quantity, 0);
  const shares = theirs - (ledger.positions.get(instrument)?.quantity ?? 0);
  return { ...difference, proposal: { cash: ZERO_MONEY, shares: shareAdjustment(instrument, shares, closeOf) } };
}

/** What a comparison with the broker's files has shown, as the books take it up: each difference with what would set it right. */
export function comparisonOf(settlement: StatementSettlement, statements: readonly Statement[], closeOf: CloseOf): StatementComparison {
  return {
    files: statements.map(({ file, broker, kind, rows }) => ({ name: file, broker, kind, rows: rows.length })),
    differences: settlement.differences.map((difference) => found(difference, closeOf)),
    tolerated: settlement.tolerated,
    unchecked: settlement.unchecked,
  };
}

function found(difference: StatementDifference, closeOf: CloseOf): FoundDifference {
  const { code, instrument, fillIds, fields, places, correction } = difference;
  return { code, about: [instrument, ...fillIds].filter((text) => text !== '').join(' '), fields, places, correction, proposal: proposalOf(difference, closeOf) };
}

/** The broker's effect on cash and shares less ours; nothing where the balances speak for us, or the row is not understood. */
function proposalOf({ correction, cash, shares, instrument: id, side }: StatementDifference, closeOf: CloseOf): Adjustment | null {
  if (correction === 'askBroker' || correction === 'classifyRow') return null;
  const instrument = parseInstrumentId(id);
  if (shares !== 0 && !instrument.ok) return null;
  if (cash === 0 && shares === 0) return null;
  const paid = side === 'buy' && cash < 0 ? money(-cash) : null;
  return { cash, shares: shares === 0 || !instrument.ok ? null : shareAdjustment(instrument.value, shares, closeOf, paid) };
}

/**
 * Shares that come belong to no strategy until somebody gives them to one. They have cost what was `paid`, else tonight's
 * close: what others had paid for them is not known here.
 */
function shareAdjustment(instrument: InstrumentId, shares: number, closeOf: CloseOf, paid: Adjustment['cash'] | null = null): ShareAdjustment {
  const close = closeOf(instrument);
  const worth = shares > 0 && close !== undefined ? turnoverOf(close, quantity(shares)) : ZERO_MONEY;
  return { instrument, strategyId: UNASSIGNED_STRATEGY, quantity: shares, cost: shares > 0 ? (paid ?? worth) : ZERO_MONEY };
}
