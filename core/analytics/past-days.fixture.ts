import { type FillId, type OrderId, type StrategyId, UNASSIGNED_STRATEGY, hash32 } from '../kernel/ids.ts';
import { type EpochMs, type TradeDate, atTime, timeOfDay, tradeDateOf } from '../kernel/time.ts';
import { type Money, ZERO_MONEY, ZERO_QUANTITY, addMoney, money, price, quantity, rate, turnoverOf } from '../kernel/units.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayTransfer } from '../oms/strategy/followed.ts';
import { type Order, type Side } from '../orders/order.ts';
import { type CorporateAction } from '../market/corporate-action.ts';
import { bookActions } from '../portfolio/action-booking.ts';
import { createLedger } from '../portfolio/books.ts';
import { carryForward } from '../portfolio/carry-forward.ts';
import { taxDay } from '../portfolio/dividend-tax.ts';
import { type FeeTerms, NO_FEES, estimateFees } from '../portfolio/fees.ts';
import { type MutableLedger } from '../portfolio/ledger.ts';
import { type OpeningAccount } from '../portfolio/account.ts';
import { type PastDay, type PastFill, type PastHolding, incomeOf } from './past-day.ts';

export const ALPHA = 'alpha' as StrategyId;
export const BETA = 'beta' as StrategyId;
export const SHARED = '600519.SH' as InstrumentId;
const OTHER = '000333.SZ' as InstrumentId;

const TERMS: FeeTerms = {
  commission: { rate: rate(25_000), minimum: money(50_000) },
  stampTax: rate(50_000),
  transferFee: rate(1_000),
};
const DAY_MS = 86_400_000;
const FIRST_NOON = atTime('2024-01-02' as TradeDate, timeOfDay('12:00:00'));

/**
 * Days of one account in which two strategies trade against each other in one instrument, a person trades beside them
 * and sells what is theirs, and money is paid in and taken out; every figure comes from the account's own books.
 */
export function pastDays(count: number, seed: number): readonly PastDay[] {
  const days: PastDay[] = [];
  let opening: OpeningAccount = {
    cash: money(50_000_000_000),
    positions: [
      { instrument: SHARED, strategyId: BETA, quantity: quantity(1_000), sellable: quantity(1_000), cost: money(123_456_700) },
      { instrument: OTHER, strategyId: UNASSIGNED_STRATEGY, quantity: quantity(333), sellable: quantity(333), cost: money(9_999_999) },
    ],
  };
  for (let n = 0; n < count; n += 1) {
    const day = pastDay(opening, n, (name, below) => hash32(`${seed}/${n}/${name}`) % below);
    days.push(day.facts);
    const deposit = n % 50 === 49 ? (n % 100 === 99 ? -10_000_000 : 25_000_000) : 0;
    opening = { ...day.next, cash: money(day.next.cash + deposit) };
  }
  return days;
}

type Dice = (name: string, below: number) => number;

function pastDay(opening: OpeningAccount, n: number, dice: Dice): { readonly facts: PastDay; readonly next: OpeningAccount } {
  const noon = (FIRST_NOON + n * DAY_MS) as EpochMs;
  const date = tradeDateOf(noon);
  const ledger = createLedger(opening);
  const bookings = bookActions(opening, actionsOf(n, date, dice));
  for (const booking of bookings) ledger.distribute(booking);
  const side = (name: string): Side => (dice(name, 2) === 0 ? 'buy' : 'sell');
  const alpha = side('alpha');
  const wanted = [
    [ALPHA, SHARED, alpha],
    [BETA, SHARED, alpha === 'buy' ? 'sell' : 'buy'],
    [ALPHA, OTHER, side('other')],
    ...(n % 7 === 0 ? [[UNASSIGNED_STRATEGY, SHARED, side('person')] as const] : []),
  ] as const;
  const fills: PastFill[] = [];
  for (const [at, [strategyId, instrument, way]] of wanted.entries()) {
    const most = way === 'buy' ? 2_000 : (ledger.positions.get(instrument)?.quantity ?? 0);
    if (most === 0) continue;
    const trade = { side: way, price: price(100_000 + dice(`price${at}`, 50_000)), quantity: quantity(1 + dice(`shares${at}`, most)) };
    const fill = { id: `F${n}-${at}` as FillId, orderId: `O${n}-${at}` as OrderId, strategyId, instrument, ...trade, time: noon, fees: estimateFees({ ...trade, ...TERMS }) };
    ledger.fill(orderOf(fill), { ...fill, lineId: null });
    fills.push({ ...fill, reason: '', style: null });
  }
  const transfers = n % 3 === 0 ? handOver(ledger, dice, fills.length) : [];
  const closing = new Map([...ledger.positions].map(([instrument, position]) => [instrument, position.quantity] as const));
  const { taxes, parcels } = taxDay({ date, opening: opening.parcels ?? [], held: closing, bookings, fills });
  for (const tax of taxes) ledger.withhold(tax);
  const closes = new Map([SHARED, OTHER].map((instrument) => [instrument, price(100_000 + dice(instrument, 50_000))]));
  const holdings = holdingsOf(ledger, (instrument) => closes.get(instrument) ?? price(0));
  const marketValue = holdings.reduce<Money>((sum, held) => addMoney(sum, turnoverOf(held.price, held.quantity)), ZERO_MONEY);
  const openingEquity = addMoney(opening.cash, money(opening.positions.reduce((sum, { quantity: shares }) => sum + shares * 120_000, 0)));
  const facts = { date, opening, openingEquity, cash: ledger.cash.balance, marketValue, holdings, fills, transfers, income: incomeOf(bookings, taxes) };
  return { facts, next: carryForward(ledger, parcels) };
}

/** Every kind of action, on days of their own. */
function actionsOf(n: number, date: TradeDate, dice: Dice): readonly CorporateAction[] {
  const nothing = { instrument: SHARED, exDate: date, listDate: date, cash: rate(0), bonus: rate(0), transfer: rate(0), split: null, rights: null };
  switch (n % 23) {
    case 5:
      return [{ ...nothing, cash: rate(1 + dice('cash', 90_000_000)), bonus: rate(dice('bonus', 3) * 10_000_000) }];
    case 11:
      return [{ ...nothing, instrument: OTHER, transfer: rate(1 + dice('transfer', 50_000_000)) }];
    case 17:
      return [{ ...nothing, rights: { ratio: rate(30_000_000), price: price(50_000), taken: quantity(dice('taken', 100)) } }];
    case 21:
      return [{ ...nothing, instrument: OTHER, split: rate(n % 2 === 0 ? 200_000_000 : 50_000_000) }];
    default:
      return [];
  }
}

/** One strategy hands shares to the other, or to nobody. */
function handOver(ledger: MutableLedger, dice: Dice, afterFills: number): readonly DayTransfer[] {
  const [from, to] = dice('whose', 2) === 0 ? [ALPHA, BETA] : [BETA, dice('nobody', 3) === 0 ? UNASSIGNED_STRATEGY : ALPHA];
  const held = ledger.positions.get(SHARED)?.lots.get(from)?.quantity ?? 0;
  if (held === 0) return [];
  const move = { instrument: SHARED, from, to, quantity: quantity(1 + dice('moved', held)) };
  ledger.transfer(move);
  return [{ ...move, price: price(100_000 + dice('movedAt', 50_000)), afterFills }];
}

function holdingsOf(ledger: MutableLedger, closeOf: (instrument: InstrumentId) => PastHolding['price']): readonly PastHolding[] {
  return carryForward(ledger).positions.map(({ instrument, strategyId, quantity: shares, cost }) => ({
    instrument,
    strategyId,
    quantity: shares,
    cost,
    price: closeOf(instrument),
  }));
}

function orderOf({ orderId, strategyId, instrument, side, price: at, quantity: shares, time }: Omit<PastFill, 'reason' | 'style'>): Order {
  return {
    id: orderId,
    lineId: null,
    strategyId,
    origin: 'plan',
    instrument,
    side,
    type: 'limit',
    price: at,
    quantity: shares,
    terms: { frozen: ZERO_MONEY, settlement: 'T+1' },
    state: 'working',
    filled: ZERO_QUANTITY,
    turnover: ZERO_MONEY,
    fees: NO_FEES,
    reason: null,
    created: time,
    updated: time,
  };
}
