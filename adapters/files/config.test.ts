import { describe, expect, it } from 'vitest';
import { type ExecutionStyle } from '../../core/plan/line.ts';
import { DEFAULT_STYLES } from '../../core/plan/styles.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../../core/oms/config.ts';
import { configJson, readConfig } from './config.ts';
import { inputProblemText } from './input-problem.ts';

/** Into the auction at limit-up, the rest by TWAP. */
const OPENING = { ...DEFAULT_STYLES.callAuction, from: 'limitUp', then: DEFAULT_STYLES.twap } as ExecutionStyle;

async function read(config: unknown): Promise<TradingConfig | string> {
  const text = typeof config === 'string' ? config : JSON.stringify(config, null, 1);
  const result = await readConfig({ name: 'config.json', bytes: Buffer.from(text) });
  return result.ok ? result.value : inputProblemText(result.error);
}

describe('a configuration', () => {
  it('that says nothing is the default', async () => {
    expect(await read({})).toEqual(DEFAULT_CONFIG);
  });

  it('reads back what was printed', async () => {
    expect(await read(configJson(DEFAULT_CONFIG))).toEqual(DEFAULT_CONFIG);
    const other = await read({ execution: { default: { style: 'limit', price: '12.34' }, retryInterval: 1.5, guards: { maxBuyChange: '0.05', sellAtLimitUp: true } } });
    if (typeof other === 'string') throw new Error(other);
    expect(await read(configJson(other))).toEqual(other);
    expect(other.execution).toEqual({ default: { style: 'limit', price: 123_400 }, retryIntervalMs: 1500, guards: { sellAtLimitUp: true, buyAtLimitDown: false, maxBuyChange: 5_000_000 }, candidates: [], baskets: [], styles: [], exits: [] });
  });

  it('gives a strategy its candidates, and says the rest of it', async () => {
    const config = await read({ execution: { candidates: [{ strategy: 'alpha', from: ['sh600000', '000001.SZ'], lasting: 90 }] } });
    if (typeof config === 'string') throw new Error(config);
    const [policy] = config.execution.candidates;
    expect(policy).toMatchObject({ strategyId: 'alpha', from: ['600000.SH', '000001.SZ'], lastingMs: 90_000, most: 1 });
    expect(await read(configJson(config))).toEqual(config);
  });

  it('sells by conditions, in their one written form, and says the rest of it', async () => {
    const config = await read({ execution: { exits: [{ name: 'fall', condition: 'profit_rate<=-5% for 10s', share: '0.5', style: { style: 'limit', price: '12.34' } }] } });
    if (typeof config === 'string') throw new Error(config);
    const [exit] = config.execution.exits;
    expect(exit).toMatchObject({ strategyId: null, condition: 'profit_rate <= -5% for 10s', share: 50_000_000, action: 'propose' });
    expect(await read(configJson(config))).toEqual(config);
  });

  it.each([
    [[{ name: 'a', condition: 'profit_rat < 0%' }], /exits\[0\]\.condition.*did you mean profit_rate/],
    [[{ name: 'a', condition: 'script("mine")' }], /exits\[0\]\.condition.*no line/],
    [[{ name: 'a', condition: 'limit_up', share: '1.5' }], /exits\[0\]\.share.*between/],
    [[{ name: 'a', condition: 'limit_up' }, { name: 'a', condition: 'limit_down' }], /exits\[1\]\.name.*already/],
  ])('refuses the exits %j', async (exits, message) => {
    expect(await read({ execution: { exits } })).toMatch(message);
  });

  it('changes what it says and nothing else', async () => {
    const changed = await read({
      fees: { commissionRate: '0.0001' },
      plan: { cashReserve: 0.05, approvalExpiry: '11:30:00', approval: 'countdown', approvalCountdown: 30 },
    });
    expect(changed).toEqual({
      ...DEFAULT_CONFIG,
      fees: { ...DEFAULT_CONFIG.fees, rate: 10_000 },
      plan: { approval: 'countdown', cashReserve: 5_000_000, approvalExpiry: 41_400_000, approvalCountdownMs: 30_000 },
    });
  });

  it('completes a style by what that style is by default', async () => {
    const styleOf = async (style: unknown): Promise<unknown> => {
      const config = await read({ execution: { default: style } });
      return typeof config === 'string' ? config : config.execution.default;
    };
    const bestFive = { style: 'bestFive', rest: 'cancel', bound: 3_000_000 };
    expect(await styleOf({ offset: '0.01' })).toEqual({ style: 'callAuction', offset: 1_000_000, then: bestFive });
    expect(await styleOf({ style: 'bestFive', rest: 'limit' })).toEqual({ ...bestFive, rest: 'limit' });
    expect(await styleOf({ then: { style: 'limit' } })).toMatchObject({ then: { style: 'limit', price: null } });
    expect(await styleOf({ then: null })).toMatchObject({ then: null });
  });

  it.each([['manual', 'each'], ['all', 'automatic']])('still knows the approval mode %s, by its name of today', async (former, today) => {
    expect(await read({ plan: { approval: former } })).toMatchObject({ plan: { approval: today } });
  });

  it('reads back every style as it was printed', async () => {
    for (const style of Object.values(DEFAULT_STYLES)) {
      for (const written of [style, OPENING, { ...style, price: 600_000 }, { ...style, repriceMs: null, cap: null, slices: 7, start: 36_000_000 }]) {
        const known = written as ExecutionStyle;
        const printed = configJson({ ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: known } });
        const again = await read(printed);
        if (typeof again === 'string') throw new Error(again);
        expect(configJson(again)).toEqual(printed);
      }
    }
  });

  it.each([
    [{ execution: { default: { style: 'twap', cap: '0' } } }, 'config.json:5: execution.default.cap: must be between 0.0001 and 1, was 0'],
    [{ execution: { default: { style: 'vwap', interval: 0.5 } } }, 'config.json:5: execution.default.interval: must be between 1 and 14400, was 0.5'],
    [{ execution: { default: { style: 'iceberg', shown: 0 } } }, 'config.json:5: execution.default.shown: must be above 0, was 0'],
    [{ execution: { candidates: [{ strategy: 'a', from: [] }] } }, 'config.json:6: execution.candidates[0].from: must be text or a number'],
    [{ execution: { candidates: [{ strategy: 'a', from: 'sector', start: '10:00:00', end: '10:00:00' }] } }, 'config.json:8: execution.candidates[0].end: must be later than the start, was 10:00:00'],
    [{ execution: { candidates: [{ strategy: 'a', from: 'sector' }, { strategy: 'a', from: 'sector' }] } }, 'config.json:9: execution.candidates[1].strategy: a has an entry already'],
    [{ fess: {} }, 'config.json:2: fess: unknown key'],
    [{ risk: { maxOrderShare: '1', maxLoss: 3 } }, 'config.json:4: risk.maxLoss: unknown key'],
    [{ execution: { default: { bound: '0.1' } } }, 'config.json:4: execution.default.bound: unknown key'],
    [{ execution: { default: { style: 'tvap' } } }, 'config.json:4: execution.default.style: must be one of callAuction, limit, pegged, bestFive, twap, vwap, iceberg, closingAuction, afterHours, script'],
    [{ fees: { commissionRate: '0.25' } }, 'config.json:3: fees.commissionRate: must be between 0 and 0.003, was 0.25'],
    [{ fees: { commissionMinimum: '-5' } }, 'config.json:3: fees.commissionMinimum: must not be negative, was -5'],
    [{ plan: { approvalExpiry: '3pm' } }, 'config.json:3: plan.approvalExpiry: must be a time such as 14:57:00, was 3pm'],
    [{ plan: { approval: 'auto' } }, 'config.json:3: plan.approval: must be one of each, countdown, automatic'],
    [{ risk: { maxQuoteAge: 0 } }, 'config.json:3: risk.maxQuoteAge: must be between 0.001 and 86400, was 0'],
    [{ exchange: { volumeCap: null } }, 'config.json:3: exchange.volumeCap: must be text or a number'],
    [{ exchange: 1 }, 'config.json:2: exchange: must be an object'],
    ['[]', 'config.json:1: must be an object'],
    ['{"__proto__": {"x": 1}}', 'config.json:1: __proto__: unknown key'],
    ['{\n // hello\n}', "config.json:2: is not valid JSON (Expected property name or '}')"],
  ])('%j is refused', async (config, problem) => {
    expect(await read(config)).toBe(problem);
  });
});
