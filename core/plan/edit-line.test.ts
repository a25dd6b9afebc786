import { describe, expect, it } from 'vitest';
import { type Quantity } from '../kernel/units.ts';
import { px } from '../market/market.fixture.ts';
import { editedLine } from './edit-line.ts';
import { type ExecutionStyle, type ProposedLine } from './line.ts';
import { aLedger, aMarket, fraction, sizingInput, target, yuan } from './plan.fixture.ts';
import { sizePlan } from './sizing.ts';

const market = aMarket({ '000333.SZ': '50.00', '600036.SH': '40.00' });
const ledger = aLedger('100000', [
  { code: '600036.SH', quantity: 950, sellable: 450 },
  { code: '600036.SH', quantity: 1000, sellable: 1000, strategy: 'beta' },
]);
const input = sizingInput({ signals: [target('000333.SZ', '0.5'), target('600036.SH', '0')], ledger, market });
const [sell, buy] = sizePlan(input).lines as [ProposedLine, ProposedLine];

function edit(line: ProposedLine, quantity: number, style: ExecutionStyle = line.style): ReturnType<typeof editedLine> {
  const { commission } = input.settings;
  return editedLine(line, { plannedQuantity: quantity as Quantity, style }, { ledger, market, commission });
}

describe('an edit of the quantity', () => {
  it('is reckoned anew', () => {
    expect(edit(buy, 1000)).toEqual({ ok: true, value: { estValue: yuan('50000'), estFees: yuan('13') } });
  });

  it('may exceed what one order may hold', () => {
    expect(edit(buy, 2_000_000).ok).toBe(true);
  });

  it.each([
    ['a split lot', buy, 150, 'quantity.offStep'],
    ['less than a lot', buy, 50, 'quantity.belowMinimum'],
    ['nothing', buy, 0, 'quantity.notPositive'],
    ['more than the strategy holds', sell, 1000, 'edit.aboveHolding'],
    ['more than may be sold today', sell, 1500, 'edit.aboveSellable'],
    ['a piece of an odd lot', sell, 930, 'quantity.oddLotSplit'],
    ['more than can be reckoned with', buy, Number.MAX_SAFE_INTEGER, 'edit.tooLarge'],
  ])('to %s is refused', (_what, line, quantity, code) => {
    expect(edit(line, quantity)).toMatchObject({ ok: false, error: { code } });
  });

  it('may sell an odd lot whole', () => {
    expect(edit(sell, 950).ok).toBe(true);
    expect(edit(sell, 50).ok).toBe(true);
  });

  it('needs a market', () => {
    const unknown = { ...market, reference: () => undefined };
    const edited = editedLine(buy, { plannedQuantity: 100 as Quantity, style: buy.style }, {
      ledger,
      market: unknown,
      commission: input.settings.commission,
    });
    expect(edited).toMatchObject({ ok: false, error: { code: 'edit.noMarket' } });
  });
});

describe('an edit of the style', () => {
  it.each<[string, ExecutionStyle, string | null]>([
    ['a limit at a price', { style: 'limit', price: px('49.50') }, null],
    ['a limit at the best price', { style: 'limit', price: null }, null],
    ['a limit between ticks', { style: 'limit', price: px('49.505') }, 'edit.offTick'],
    ['a limit above limit-up', { style: 'limit', price: px('55.01') }, 'edit.outsideLimits'],
    ['a limit below limit-down', { style: 'limit', price: px('44.99') }, 'edit.outsideLimits'],
    ['a bound of all', { style: 'bestFive', rest: 'cancel', bound: fraction('1') }, 'edit.badRate'],
    ['an auction and nothing after it', { style: 'callAuction', offset: fraction('0.01'), then: null }, null],
    ['a negative offset', { style: 'callAuction', offset: fraction('-0.01'), then: null }, 'edit.badRate'],
    [
      'a bad limit after the auction',
      { style: 'callAuction', offset: fraction('0'), then: { style: 'limit', price: px('0.001') } },
      'edit.offTick',
    ],
  ])('to %s', (_what, style, code) => {
    const edited = edit(buy, 1000, style);
    if (code === null) expect(edited.ok).toBe(true);
    else expect(edited).toMatchObject({ ok: false, error: { code } });
  });
});
