import { type OmsState } from '../oms/state/state.ts';
import { type TaxedDay, taxDay } from '../portfolio/dividend-tax.ts';

/** What the day that is over makes of the tax on dividends; before a day is open, nothing. */
export function dividendTaxOf({ day, parcels, ledger, bookings, fills }: OmsState): TaxedDay {
  if (day === null) return { taxes: [], parcels };
  const held = new Map([...ledger.positions].map(([instrument, { quantity }]) => [instrument, quantity] as const));
  return taxDay({ date: day.date, opening: parcels, held, bookings, fills });
}
