import { z } from 'zod';
import { type StrategyId } from '../../core/kernel/ids.ts';
import { idText, instrumentId, moneyText, priceText, rateText, shares, tradeDate } from './unit-codecs.ts';

/** Corporate actions and the tax on dividends, as they are written. */

const strategyId = idText<StrategyId>();
const corporateAction = z.strictObject({
  instrument: instrumentId,
  exDate: tradeDate,
  listDate: tradeDate,
  cash: rateText,
  bonus: rateText,
  transfer: rateText,
  split: rateText.nullable(),
  rights: z.strictObject({ ratio: rateText, price: priceText, taken: shares }).nullable(),
});

export const actionBooking = z.strictObject({
  action: corporateAction,
  entitled: shares,
  dividend: moneyText,
  taxable: moneyText,
  paid: moneyText,
  shares: z.int(),
  parts: z.array(z.strictObject({ strategyId, cash: moneyText, shares: z.int(), cost: moneyText })),
});

export const withheldTax = z.strictObject({
  instrument: instrumentId,
  amount: moneyText,
  parts: z.array(z.strictObject({ strategyId, amount: moneyText })),
});

export const taxParcel = z.strictObject({ instrument: instrumentId, acquired: tradeDate, quantity: shares, untaxed: moneyText });
