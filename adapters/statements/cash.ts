import { type Money } from '../../core/kernel/units.ts';
import { type CashCheck, type StatementRow } from '../../core/settlement/statement.ts';
import { cashChains } from '../../core/settlement/row-chains.ts';

export interface CashGap {
  readonly line: number;
  readonly missing: Money;
}

/** Follows the file's cash from balance to balance in each purse; a row that stands there twice counts once. */
export function cashOf(
  rows: readonly StatementRow[],
  repeated: ReadonlyMap<number, number>,
  signs: CashCheck['signs'],
): { readonly check: CashCheck; readonly gaps: readonly CashGap[] } {
  const counted = rows.filter((row, at) => !repeated.has(at) && row.cashAfter !== null && row.kind !== 'balance');
  const chains = [...cashChains(counted).values()];
  const gaps = chains.flatMap((chain) => chain.gaps).map(({ at, missing }) => ({ line: counted[at]?.line ?? 0, missing: missing as Money }));
  return { check: { state: stateOf(chains.map(({ links }) => links.length), gaps.length), rows: counted.length, signs, order: chains[0]?.order ?? 'asListed' }, gaps };
}

function stateOf(lengths: readonly number[], gaps: number): CashCheck['state'] {
  if (lengths.length === 0) return 'notStated';
  if (gaps > 0) return 'gaps';
  return lengths.every((length) => length === 1) ? 'oneRow' : 'addsUp';
}
