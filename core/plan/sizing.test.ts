import { describe, expect, it } from 'vitest';
import { type LineId, type StrategyId } from '../kernel/ids.ts';
import { type Quantity, ZERO_QUANTITY } from '../kernel/units.ts';
import { on, px } from '../market/market.fixture.ts';
import { type ProposedLine } from './line.ts';
import { aLedger, aMarket, aSignal, fraction, sizingInput, target, yuan } from './plan.fixture.ts';
import { sizePlan } from './sizing.ts';

const ALPHA = 'alpha' as StrategyId;
const BETA = 'beta' as StrategyId;
const MOUTAI = '600519.SH';
const MIDEA = '000333.SZ';
const STAR = '688233.SH';

function lines(...[input]: Parameters<typeof sizingInput>): readonly ProposedLine[] {
  return sizePlan(sizingInput(input)).lines;
}

/** What a reader of the plan sees first. */
function brief(plan: readonly ProposedLine[]): readonly unknown[] {
  return plan.map((line) => [
    line.instrument,
    line.side,
    line.currentQuantity,
    line.targetQuantity,
    line.plannedQuantity,
    line.blocked?.code ?? null,
    line.adjustments.map((adjustment) => adjustment.code),
  ]);
}

describe('target weights', () => {
  const market = aMarket({ [MOUTAI]: '1845.76', [MIDEA]: '55.20' });

  it('become whole lots of equity times weight at the previous close', () => {
    const plan = lines({
      signals: [target(MIDEA, '0.3', { reason: 'momentum' }), target(MOUTAI, '0.4')],
      ledger: aLedger('1000000'),
      market,
    });
    // 400,000 / 1,845.76 = 216.7 -> 200; 300,000 / 55.20 = 5,434.8 -> 5,400.
    expect(brief(plan)).toEqual([
      [MOUTAI, 'buy', 0, 200, 200, null, []],
      [MIDEA, 'buy', 0, 5400, 5400, null, []],
    ]);
    expect(plan.map((line) => line.id)).toEqual(['L20240603-test-00001', 'L20240603-test-00002']);
    // Commission 0.025 % = 92.29, transfer fee 0.001 % = 3.69.
    expect(plan[0]).toMatchObject({
      targetWeight: fraction('0.4'),
      refPrice: px('1845.76'),
      estValue: yuan('369152'),
      estFees: yuan('95.98'),
    });
    expect(plan[1]?.signalReason).toBe('momentum');
  });

  it('below one lot say what a lot costs', () => {
    const [line] = lines({ signals: [target(MOUTAI, '0.18')], ledger: aLedger('1000000'), market });
    expect(line).toMatchObject({ plannedQuantity: 0, targetQuantity: 0, estValue: 0, estFees: 0 });
    expect(line?.blocked).toEqual({
      code: 'plan.belowOneLot',
      params: { shares: 97, least: 100, value: yuan('180000'), lotValue: yuan('184576') },
    });
  });

  it('count holdings as equity, at the previous close', () => {
    const plan = lines({
      signals: [target(MOUTAI, '0.5'), target(MIDEA, '0.5')],
      ledger: aLedger('448000', [{ code: MIDEA, quantity: 10_000 }]),
      market,
    });
    // Equity 1,000,000: MIDEA 500,000 / 55.20 = 9,057 -> 9,000, so 1,000 are sold; MOUTAI 500,000 -> 200.
    expect(brief(plan)).toEqual([
      [MIDEA, 'sell', 10_000, 9000, 1000, null, []],
      [MOUTAI, 'buy', 0, 200, 200, null, []],
    ]);
    // Selling 55,200: commission 13.80, stamp tax 27.60, transfer fee 0.55.
    expect(plan[0]?.estFees).toBe(yuan('41.95'));
  });

  it('sell what the strategy holds and its target does not name', () => {
    const ledger = aLedger('500000', [
      { code: MIDEA, quantity: 1000, strategy: 'alpha' },
      { code: MIDEA, quantity: 500, strategy: 'beta' },
    ]);
    const plan = lines({ signals: [target(MOUTAI, '0.4', { strategyId: ALPHA })], ledger, market });
    expect(brief(plan)).toEqual([
      [MIDEA, 'sell', 1000, 0, 1000, null, ['plan.missingFromTarget']],
      [MOUTAI, 'buy', 0, 100, 100, null, []],
    ]);
    expect(plan[0]).toMatchObject({ strategyId: 'alpha', targetWeight: 0 });
  });

  it('leave alone what they do not name when rows of the file were left out', () => {
    const partial = aSignal(MOUTAI, { kind: 'target', weight: fraction('0.4'), partial: true });
    const plan = lines({ signals: [partial], ledger: aLedger('500000', [{ code: MIDEA, quantity: 1000 }]), market });
    expect(brief(plan)).toEqual([
      [MIDEA, 'sell', 1000, 1000, 0, 'plan.incompleteTarget', []],
      [MOUTAI, 'buy', 0, 100, 100, null, []],
    ]);
  });

  it('that are reached are said to be', () => {
    const plan = lines({
      signals: [target(MIDEA, '0.1'), target(MOUTAI, '0')],
      ledger: aLedger('894240', [{ code: MIDEA, quantity: 1800 }]),
      market,
    });
    expect(plan.map((line) => [line.instrument, line.blocked])).toEqual([
      [MIDEA, { code: 'plan.atTarget', params: { target: 1800, held: 1800 } }],
      [MOUTAI, { code: 'plan.atTarget', params: { target: 0, held: 0 } }],
    ]);
  });

  it('of more than the whole account are warned of, and cash decides', () => {
    const { lines: plan, warnings } = sizePlan(
      sizingInput({
        signals: [target(MOUTAI, '0.8', { strategyId: ALPHA }), target(MIDEA, '0.6', { strategyId: BETA })],
        ledger: aLedger('1000000'),
        market,
      }),
    );
    expect(warnings).toEqual([{ code: 'plan.weightsOverOne', params: { total: fraction('1.4') } }]);
    expect(brief(plan)).toEqual([
      [MOUTAI, 'buy', 0, 400, 400, null, []],
      [MIDEA, 'buy', 0, 10_800, 4700, null, ['plan.cutToCash']],
    ]);
  });

  it('are not warned of for what rounding leaves', () => {
    const signals = [target(MOUTAI, '0.50000004'), target(MIDEA, '0.50000003')];
    expect(sizePlan(sizingInput({ signals, ledger: aLedger('1000000'), market })).warnings).toEqual([]);
  });
});

describe('cash', () => {
  const market = aMarket({ [MIDEA]: '50.00', '600036.SH': '40.00', '000001.SZ': '10.00' });

  it('includes fees: the last lot goes', () => {
    const [line] = lines({ signals: [target(MIDEA, '1')], ledger: aLedger('1000000'), market });
    expect(line).toMatchObject({ targetQuantity: 20_000, plannedQuantity: 19_900 });
    expect(line?.adjustments).toEqual([
      {
        code: 'plan.cutToCash',
        params: { wanted: 20_000, planned: 19_900, need: yuan('1000260'), cash: yuan('1000000') },
      },
    ]);
  });

  it('goes to the largest buys first and leaves the reserve', () => {
    const plan = lines({
      signals: [target('000001.SZ', '0.1'), target(MIDEA, '0.5'), target('600036.SH', '0.4')],
      ledger: aLedger('100000'),
      market,
      settings: { ...sizingInput({ signals: [], ledger: aLedger('0'), market }).settings, cashReserve: fraction('0.1') },
    });
    expect(brief(plan)).toEqual([
      [MIDEA, 'buy', 0, 1000, 1000, null, []],
      ['600036.SH', 'buy', 0, 1000, 900, null, ['plan.cutToCash']],
      ['000001.SZ', 'buy', 0, 1000, 300, null, ['plan.cutToCash']],
    ]);
    const spent = plan.reduce((sum, line) => sum + line.estValue + line.estFees, 0);
    expect(spent).toBeLessThanOrEqual(yuan('90000'));
  });

  it('of sells pays for buys', () => {
    const plan = lines({
      signals: [target('600036.SH', '1')],
      ledger: aLedger('0', [{ code: MIDEA, quantity: 1000 }]),
      market,
    });
    // 50,000 less 38.00 in fees; 1,200 shares of 40 would be 48,000.
    expect(brief(plan)).toEqual([
      [MIDEA, 'sell', 1000, 0, 1000, null, ['plan.missingFromTarget']],
      ['600036.SH', 'buy', 0, 1200, 1200, null, []],
    ]);
  });

  it('of zero buys nothing, and says what one lot needs', () => {
    const asked = aSignal(MIDEA, { kind: 'quantity', side: 'buy', quantity: 300 as Quantity });
    const [line] = lines({ signals: [asked], ledger: aLedger('0'), market });
    expect(line?.blocked).toEqual({
      code: 'plan.cashShort',
      params: { need: yuan('5005.05'), cash: 0, wanted: 300 },
    });
  });
});

describe('lots', () => {
  const market = aMarket({ [STAR]: '100.00', '920002.BJ': '20.00', [MIDEA]: '50.00', '113050.SH': '120.00' });
  const signals = (...all: ReturnType<typeof target>[]): Parameters<typeof sizingInput>[0] => ({
    signals: all,
    ledger: aLedger('1000000'),
    market,
  });

  it('of STAR are 200 and then single shares', () => {
    expect(brief(lines(signals(target(STAR, '0.0201'))))).toEqual([[STAR, 'buy', 0, 201, 201, null, []]]);
    expect(lines(signals(target(STAR, '0.0199')))[0]?.blocked).toMatchObject({
      code: 'plan.belowOneLot',
      params: { shares: 199, least: 200 },
    });
  });

  it('of the Beijing exchange are 100 and then single shares', () => {
    expect(brief(lines(signals(target('920002.BJ', '0.00246'))))).toEqual([['920002.BJ', 'buy', 0, 123, 123, null, []]]);
  });

  it('that are odd are sold only when all is', () => {
    const ledger = aLedger('1000000', [{ code: MIDEA, quantity: 350 }]);
    // Equity 1,017,500: 0.00738 of it is 150.18 shares, so 100; of the 250 too many 200 are whole lots.
    expect(brief(lines({ signals: [target(MIDEA, '0.00738')], ledger, market }))).toEqual([
      [MIDEA, 'sell', 350, 100, 200, null, ['plan.roundedToLot']],
    ]);
    expect(brief(lines({ signals: [target(MIDEA, '0')], ledger, market }))).toEqual([
      [MIDEA, 'sell', 350, 0, 350, null, []],
    ]);
  });

  it('a strategy may sell its odd lot beside the lots of another, but not split the account’s', () => {
    const odd = aLedger('0', [
      { code: MIDEA, quantity: 150, strategy: 'alpha' },
      { code: MIDEA, quantity: 200, strategy: 'beta' },
    ]);
    const selling = [target(MIDEA, '0', { strategyId: ALPHA })];
    expect(brief(lines({ signals: selling, ledger: odd, market }))).toEqual([[MIDEA, 'sell', 150, 0, 150, null, []]]);
    const even = aLedger('0', [
      { code: MIDEA, quantity: 150, strategy: 'alpha' },
      { code: MIDEA, quantity: 150, strategy: 'beta' },
    ]);
    expect(brief(lines({ signals: selling, ledger: even, market }))).toEqual([
      [MIDEA, 'sell', 150, 0, 100, null, ['plan.roundedToLot']],
    ]);
  });

  it('too small a change of a holding is left', () => {
    const ledger = aLedger('1000000', [{ code: STAR, quantity: 500 }]);
    // Equity 1,050,000: 0.04 of it is 420 shares, and 80 cannot be sold of 500.
    const [line] = lines({ signals: [target(STAR, '0.04')], ledger, market });
    expect(line).toMatchObject({ side: 'sell', targetQuantity: 420, plannedQuantity: 0 });
    expect(line?.blocked).toMatchObject({ code: 'plan.belowOneLot', params: { shares: 80, least: 200 } });
  });
});

describe('what may be sold today', () => {
  const market = aMarket({ [MIDEA]: '50.00' });

  it('bounds a sale (T+1)', () => {
    const ledger = aLedger('0', [{ code: MIDEA, quantity: 1000, sellable: 300 }]);
    const [line] = lines({ signals: [target(MIDEA, '0')], ledger, market });
    expect(line).toMatchObject({ plannedQuantity: 300, targetQuantity: 0, blocked: null });
    expect(line?.adjustments).toEqual([
      { code: 'plan.cutToSellable', params: { wanted: 1000, planned: 300, held: 1000, sellable: 300 } },
    ]);
  });

  it('may be nothing', () => {
    const ledger = aLedger('0', [{ code: MIDEA, quantity: 1000, sellable: 0 }]);
    const [line] = lines({ signals: [target(MIDEA, '0')], ledger, market });
    expect(line?.blocked).toEqual({ code: 'plan.notSellable', params: { wanted: 1000, held: 1000, sellable: 0 } });
  });

  it('is shared by strategies that hold the same', () => {
    const ledger = aLedger('0', [
      { code: MIDEA, quantity: 300, sellable: 300, strategy: 'alpha' },
      { code: MIDEA, quantity: 400, sellable: 0, strategy: 'beta' },
    ]);
    const signals = [target(MIDEA, '0', { strategyId: ALPHA }), target(MIDEA, '0', { strategyId: BETA })];
    // The account sees 300 that may be sold; the larger wish comes first.
    expect(lines({ signals, ledger, market }).map((line) => [line.strategyId, line.plannedQuantity, line.blocked?.code])).toEqual([
      ['beta', 300, undefined],
      ['alpha', 0, 'plan.notSellable'],
    ]);
  });
});

describe('orders instead of targets', () => {
  const market = aMarket({ [MIDEA]: '50.00', [MOUTAI]: '1845.76' });
  const ledger = aLedger('100000', [{ code: MIDEA, quantity: 500 }, { code: MOUTAI, quantity: 100 }]);

  it('leave everything else alone', () => {
    const buy = aSignal(MIDEA, { kind: 'amount', side: 'buy', amount: yuan('12345.67') });
    expect(brief(lines({ signals: [buy], ledger, market }))).toEqual([
      [MIDEA, 'buy', 500, 746, 200, null, ['plan.roundedToLot']],
    ]);
  });

  it('sell no more than the strategy holds', () => {
    const sell = aSignal(MIDEA, { kind: 'quantity', side: 'sell', quantity: 800 as Quantity });
    const [line] = lines({ signals: [sell], ledger, market });
    expect(line).toMatchObject({ plannedQuantity: 500, targetQuantity: 0, targetWeight: null });
    expect(line?.adjustments).toEqual([{ code: 'plan.cutToHolding', params: { wanted: 800, held: 500 } }]);
    const foreign = aSignal(MIDEA, { kind: 'quantity', side: 'sell', quantity: 100 as Quantity }, { strategyId: BETA });
    expect(lines({ signals: [foreign], ledger, market })[0]?.blocked?.code).toBe('plan.notHeld');
  });

  it('that no amount can hold are refused', () => {
    const buy = aSignal(MOUTAI, { kind: 'quantity', side: 'buy', quantity: Number.MAX_SAFE_INTEGER as Quantity });
    expect(lines({ signals: [buy], ledger, market })[0]?.blocked?.code).toBe('plan.tooLarge');
  });
});

describe('what cannot be decided', () => {
  const market = aMarket({ [MIDEA]: '50.00', '000001.SZ': '0' });
  const ledger = aLedger('100000');

  it.each([
    ['without quotes', target(MOUTAI, '0.5'), 'plan.noReference'],
    ['without a previous close', target('000001.SZ', '0.5'), 'plan.noReference'],
    ['with a condition that means nothing', target(MIDEA, '0.5', { condition: 'lsat < 49' }), 'plan.badCondition'],
    ['of an unknown style', target(MIDEA, '0.5', { execution: 'magic' }), 'plan.unknownStyle'],
    ['of another day', target(MIDEA, '0.5', { tradeDate: on('2024-06-04') }), 'plan.otherDay'],
  ])('a signal %s is blocked', (_what, signal, code) => {
    const [line] = lines({ signals: [signal], ledger, market });
    expect(line).toMatchObject({ plannedQuantity: 0, blocked: { code } });
  });

  it('a condition goes along in the words that everybody writes', () => {
    const [line] = lines({ signals: [target(MIDEA, '0.5', { condition: '(Last<49)' })], ledger, market });
    expect(line).toMatchObject({ blocked: null, condition: 'price < 49.00' });
  });

  it('signals that contradict each other are not followed', () => {
    const plan = lines({ signals: [target(MIDEA, '0.5'), target(MIDEA, '0.1')], ledger, market });
    expect(brief(plan)).toEqual([[MIDEA, 'buy', 0, 0, 0, 'plan.duplicateSignal', []]]);
  });

  it('without rules nothing is traded', () => {
    const unlisted = { ...market, rulesOf: () => undefined };
    expect(lines({ signals: [target(MIDEA, '0.5')], ledger, market: unlisted })[0]?.blocked?.code).toBe('plan.noRules');
  });

  it('a holding without quotes counts for what it cost, and stays', () => {
    const held = aLedger('100000', [{ code: MOUTAI, quantity: 100, cost: '100000' }]);
    const { lines: plan, warnings } = sizePlan(sizingInput({ signals: [target(MIDEA, '0.1')], ledger: held, market }));
    expect(brief(plan)).toEqual([
      [MOUTAI, 'sell', 100, 100, 0, 'plan.noReference', []],
      [MIDEA, 'buy', 0, 400, 400, null, []],
    ]);
    expect(warnings).toEqual([
      { code: 'plan.valuedAtCost', params: { instrument: MOUTAI, quantity: 100, value: yuan('100000') } },
    ]);
  });
});

describe('a signal', () => {
  const market = aMarket({ [MIDEA]: '50.00' });
  const ledger = aLedger('100000');

  it('may bring its own price', () => {
    const [line] = lines({ signals: [target(MIDEA, '0.5', { refPrice: px('49.00') })], ledger, market });
    expect(line).toMatchObject({ refPrice: px('49.00'), targetQuantity: 1000, adjustments: [] });
  });

  it('with a price that cannot trade today is sized at the previous close', () => {
    const [line] = lines({ signals: [target(MIDEA, '0.5', { refPrice: px('500.00') })], ledger, market });
    expect(line).toMatchObject({ refPrice: px('50.00'), targetQuantity: 1000 });
    expect(line?.adjustments).toEqual([
      { code: 'plan.refPriceOutsideLimits', params: { refPrice: px('500.00'), used: px('50.00') } },
    ]);
  });

  it('may name its style', () => {
    const [line] = lines({ signals: [target(MIDEA, '0.5', { execution: 'limit' })], ledger, market });
    expect(line?.style).toEqual({ style: 'limit', price: null });
  });
});

it('says when strategies trade against each other', () => {
  const plan = lines({
    signals: [target(MIDEA, '0', { strategyId: ALPHA }), target(MIDEA, '0.5', { strategyId: BETA })],
    ledger: aLedger('50000', [{ code: MIDEA, quantity: 1000, strategy: 'alpha' }]),
    market: aMarket({ [MIDEA]: '50.00' }),
  });
  expect(plan.map((line) => [line.side, line.adjustments])).toEqual([
    ['sell', [{ code: 'plan.opposesStrategy', params: { strategyId: 'beta' } }]],
    ['buy', [{ code: 'plan.opposesStrategy', params: { strategyId: 'alpha' } }]],
  ]);
});

describe('lines of an earlier import that still work', () => {
  const market = aMarket({ [MIDEA]: '50.00', '600036.SH': '40.00' });
  const first = lines({ signals: [target(MIDEA, '0.5')], ledger: aLedger('100000'), market })[0] as ProposedLine;
  const working = [{ ...first, state: 'working' as const, paused: false, filled: ZERO_QUANTITY, reason: null }];

  it('keep their instrument and their cash', () => {
    const plan = lines({
      signals: [target(MIDEA, '0.8'), target('600036.SH', '1')],
      ledger: aLedger('100000'),
      market,
      working,
      firstNumber: 2,
    });
    expect(plan.map((line) => [line.id, line.instrument, line.plannedQuantity, line.blocked])).toEqual([
      ['L20240603-test-00002' as LineId, '600036.SH', 1200, null],
      ['L20240603-test-00003' as LineId, MIDEA, 0, { code: 'plan.alreadyWorking', params: { lineId: first.id } }],
    ]);
  });
});
