import { formatYuan } from '../kernel/decimal.ts';
import { money } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type BalanceVerdict, type Unexplained, explainBalances } from './explain-balances.ts';
import { type LocalDay, openAndClose } from './local-day.ts';
import { cashChains, shareChains } from './row-chains.ts';
import { type StatementDifference } from './statement-difference.ts';
import { type PlacedRow } from './statement.ts';

/**
 * Holds the balances that the broker's rows state, of cash and of each instrument, against ours and against one another.
 * A break that a difference found before explains is no difference of its own; it shows whom the balances speak for.
 */
export function compareBalances(
  day: LocalDay,
  rows: readonly PlacedRow[],
  found: readonly StatementDifference[],
): { readonly differences: readonly StatementDifference[]; readonly absorbed: number } {
  const { open } = openAndClose(day);
  const counted = rows.filter((row) => !row.repeated && row.kind !== 'balance');
  const contradicted = new Set<StatementDifference>();
  const absorbed = new Set<StatementDifference>();
  const added: StatementDifference[] = [];
  const hear = (verdict: BalanceVerdict<StatementDifference>, tell: (one: Unexplained) => StatementDifference): void => {
    for (const difference of verdict.contradicted) contradicted.add(difference);
    // An account of after the close that agrees although our list of fills does not: the list is wrong, not the broker.
    for (const difference of verdict.atStart) {
      if (day.account.at === 'open') contradicted.add(difference);
      else if (difference.code === 'cashMovement' || difference.code === 'shareMovement') absorbed.add(difference);
    }
    added.push(...verdict.unexplained.map(tell));
  };
  const cashBefore = (purse: string): number | null => (isMain(purse, counted) ? open.cash : null);
  for (const [purse, chain] of cashChains(counted, cashBefore)) {
    const effects = found.map((of) => ({ of, amount: of.cash }));
    hear(explainBalances(chain, cashBefore(purse), effects), (one) => cashDifference(one, counted));
  }
  const sharesBefore = (instrument: string): number | null => {
    return open.positions === null ? null : (open.positions.get(instrument as InstrumentId) ?? 0);
  };
  for (const [instrument, chain] of shareChains(counted, sharesBefore)) {
    const effects = found.filter((of) => of.instrument === instrument).map((of) => ({ of, amount: of.shares }));
    hear(explainBalances(chain, sharesBefore(instrument), effects), (one) => shareDifference(one, counted, instrument));
  }
  const kept = found.filter((difference) => !absorbed.has(difference));
  const differences = [...kept.map((difference) => (contradicted.has(difference) ? spokenFor(difference) : difference)), ...added];
  return { differences, absorbed: absorbed.size };
}

/** The purse of yuan, or the only one. */
function isMain(purse: string, rows: readonly PlacedRow[]): boolean {
  return purse === '' || rows.every((row) => row.purse === purse);
}

function spokenFor(difference: StatementDifference): StatementDifference {
  return difference.code === 'fillDoubledHere' ? difference : { ...difference, correction: 'askBroker' };
}

function cashDifference(one: Unexplained, rows: readonly PlacedRow[]): StatementDifference {
  const yuan = (units: number): string => formatYuan(money(units));
  const base = { places: placesOf(rows, one.at), instrument: '', side: null, orderIds: [], fillIds: [], shares: 0 } as const;
  switch (one.code) {
    case 'opening':
      return { ...base, code: 'cashOpening', cash: money(one.brokers - one.ours), correction: 'adjustCash', fields: [{ name: 'cash', ours: yuan(one.ours), brokers: yuan(one.brokers) }] };
    case 'gap':
      return { ...base, code: 'cashGap', cash: money(one.missing), correction: 'askBroker', fields: [{ name: 'cash', ours: '-', brokers: yuan(one.missing) }] };
    case 'balance':
      return { ...base, code: 'cashBalance', cash: money(0), correction: 'askBroker', fields: [{ name: 'cash', ours: yuan(one.expected), brokers: yuan(one.stated) }] };
  }
}

function shareDifference(one: Unexplained, rows: readonly PlacedRow[], instrument: string): StatementDifference {
  const base = { code: 'position', places: placesOf(rows, one.at), instrument, side: null, orderIds: [], fillIds: [], cash: money(0) } as const;
  switch (one.code) {
    case 'opening':
      return { ...base, shares: one.brokers - one.ours, correction: 'adjustPosition', fields: [{ name: 'shares', ours: String(one.ours + one.delta), brokers: String(one.brokers + one.delta) }] };
    case 'gap':
      return { ...base, shares: one.missing, correction: 'askBroker', fields: [{ name: 'shares', ours: '-', brokers: String(one.missing) }] };
    case 'balance':
      return { ...base, shares: 0, correction: 'askBroker', fields: [{ name: 'shares', ours: String(one.expected), brokers: String(one.stated) }] };
  }
}

function placesOf(rows: readonly PlacedRow[], at: number): StatementDifference['places'] {
  const row = rows[at];
  return row === undefined ? [] : [{ file: row.file, line: row.line }];
}

