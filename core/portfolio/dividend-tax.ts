import { type StrategyId } from '../kernel/ids.ts';
import { type TradeDate } from '../kernel/time.ts';
import { type Money, type Quantity, RATE_ONE, type Rate, UNITS_PER_CENT, ZERO_MONEY, addMoney, applyRate, money, mulDiv, quantity, rate, roundToCent, subtractMoney } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type Fill } from '../orders/order.ts';
import { type ActionBooking, shareOut } from './action-booking.ts';

/** Shares that were acquired on one day, with the dividends on which no tax was withheld yet. */
export interface TaxParcel {
  readonly instrument: InstrumentId;
  readonly acquired: TradeDate;
  readonly quantity: Quantity;
  readonly untaxed: Money;
}

/** Tax that is withheld because shares were sold. */
export interface WithheldTax {
  readonly instrument: InstrumentId;
  /** In whole cents. */
  readonly amount: Money;
  /** Sums up to it: who sold bears it. */
  readonly parts: readonly { readonly strategyId: StrategyId; readonly amount: Money }[];
}

/** How dividends are taxed by the time for which a share was held (股息红利差别化个人所得税). */
interface TaxRule {
  readonly from: TradeDate;
  readonly upToMonth: Rate;
  readonly upToYear: Rate;
  readonly longer: Rate;
  readonly source: string;
}

/**
 * From 8 September 2015 nothing is withheld when a dividend is paid, and all of it when the share is sold. Before, part was
 * withheld at payment: that is not reckoned here, and the broker's rows are taken as they come.
 */
export const DIVIDEND_TAX: readonly TaxRule[] = [
  { from: '2015-09-08' as TradeDate, upToMonth: rate(0.2 * RATE_ONE), upToYear: rate(0.1 * RATE_ONE), longer: rate(0), source: '财税〔2015〕101号' },
];

/**
 * The rate for shares acquired on one day and sold on another. Time is counted by the calendar (财税〔2012〕85号): bought on
 * 8 January and sold on 8 February they were held for a month, sold on the 9th for more.
 */
export function dividendTaxRate(acquired: TradeDate, sold: TradeDate): Rate {
  const rule = DIVIDEND_TAX.findLast(({ from }) => from <= sold);
  if (rule === undefined || sold > monthsAfter(acquired, 12)) return rule?.longer ?? rate(0);
  return sold <= monthsAfter(acquired, 1) ? rule.upToMonth : rule.upToYear;
}

/** The same day so many months later, or the last one of a shorter month. */
function monthsAfter(date: TradeDate, months: number): TradeDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10) as TradeDate;
}

/** What of a fill counts for the tax. */
export type TaxedFill = Pick<Fill, 'instrument' | 'side' | 'quantity' | 'strategyId'>;

/** A day of the account, as far as the tax on dividends is concerned. */
export interface DayToTax {
  readonly date: TradeDate;
  /** Parcels of the morning, before its corporate actions. */
  readonly opening: readonly TaxParcel[];
  /** Shares held at the end. */
  readonly held: ReadonlyMap<InstrumentId, number>;
  readonly bookings: readonly ActionBooking[];
  readonly fills: readonly TaxedFill[];
}

/** What a day did to the tax on dividends: what is due, and what the parcels are afterwards. */
export interface TaxedDay {
  readonly taxes: readonly WithheldTax[];
  readonly parcels: readonly TaxParcel[];
}

/**
 * Ends a day for the tax. Counted is the account as a whole, by what a day adds to or takes from a holding in all
 * (财税〔2012〕85号): what was bought first counts as sold first. Shares of which no parcel is known count as the oldest and
 * are not taxed here, so that nothing is ever made up; nor are those held for more than a year, which leave the list.
 */
export function taxDay({ date, opening, held, bookings, fills }: DayToTax): TaxedDay {
  const taxes: WithheldTax[] = [];
  const parcels: TaxParcel[] = [];
  const known = [...opening, ...fills, ...bookings.map(({ action }) => action)].map(({ instrument }) => instrument);
  for (const instrument of [...new Set(known)].toSorted()) {
    const own = fills.filter((fill) => fill.instrument === instrument);
    const booked = bookings.filter(({ action }) => action.instrument === instrument);
    const begun = withActions(opening.filter((parcel) => parcel.instrument === instrument), booked, date);
    const net = own.reduce((sum, fill) => sum + (fill.side === 'buy' ? fill.quantity : -fill.quantity), 0);
    const { left, tax } = sell(begun, (held.get(instrument) ?? 0) - Math.max(0, net), date);
    if (tax > 0) taxes.push({ instrument, amount: tax, parts: bearers(own, tax) });
    if (net > 0) left.push({ instrument, acquired: date, quantity: quantity(net), untaxed: ZERO_MONEY });
    parcels.push(...left.filter((parcel) => parcel.quantity > 0 && date <= monthsAfter(parcel.acquired, 12)));
  }
  return { taxes, parcels };
}

/** Dividends fall to the parcels by their shares; new shares are acquired with the action, those of a split were before. */
function withActions(parcels: readonly TaxParcel[], bookings: readonly ActionBooking[], date: TradeDate): readonly TaxParcel[] {
  return bookings.reduce<readonly TaxParcel[]>((before, { action, entitled, taxable, shares }) => {
    const paid = before.map((parcel) => ({ ...parcel, untaxed: addMoney(parcel.untaxed, money(mulDiv(taxable, parcel.quantity, entitled, 'halfUp'))) }));
    if (action.split !== null) return paid.map((parcel) => ({ ...parcel, quantity: quantity(mulDiv(parcel.quantity, action.split ?? RATE_ONE, RATE_ONE, 'floor')) }));
    return shares > 0 ? [...paid, { instrument: action.instrument, acquired: date, quantity: quantity(shares), untaxed: ZERO_MONEY }] : paid;
  }, parcels.toSorted((a, b) => (a.acquired < b.acquired ? -1 : 1)));
}

/** Takes out what is more than the shares that are left of before: those of which no parcel is known went first. */
function sell(parcels: readonly TaxParcel[], remaining: number, date: TradeDate): { readonly left: TaxParcel[]; readonly tax: Money } {
  const known = parcels.reduce((sum, parcel) => sum + parcel.quantity, 0);
  let missing = Math.max(0, known - remaining);
  let tax = ZERO_MONEY;
  const left = parcels.map((parcel): TaxParcel => {
    const taken = Math.min(missing, parcel.quantity);
    if (taken === 0) return parcel;
    missing -= taken;
    const share = money(mulDiv(parcel.untaxed, taken, parcel.quantity, 'halfUp'));
    tax = addMoney(tax, applyRate(share, dividendTaxRate(parcel.acquired, date), 'halfUp'));
    return { ...parcel, quantity: quantity(parcel.quantity - taken), untaxed: subtractMoney(parcel.untaxed, share) };
  });
  return { left, tax: roundToCent(tax) };
}

function bearers(fills: readonly TaxedFill[], tax: Money): WithheldTax['parts'] {
  const sold = new Map<StrategyId, number>();
  for (const { side, strategyId, quantity: shares } of fills) if (side === 'sell') sold.set(strategyId, (sold.get(strategyId) ?? 0) + shares);
  const amounts = shareOut(tax / UNITS_PER_CENT, [...sold.values()]);
  return [...sold.keys()].map((strategyId, i) => ({ strategyId, amount: money((amounts[i] ?? 0) * UNITS_PER_CENT) }));
}
