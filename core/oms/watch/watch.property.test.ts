import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RATE_ONE, UNITS_PER_YUAN } from '../../kernel/units.ts';
import { type WatchName, type WatchSetting } from '../../risk/watch/watch.ts';
import { NO_WATCHES, type WatchSettings } from '../../risk/watch/watch-policy.ts';
import { DEFAULT_CONFIG, type TradingConfig } from '../config.ts';
import { Desk, MAOTAI, MIDEA, holding } from '../desk.fixture.ts';
import { rebuild } from '../state/rebuild.ts';

const SHARES = 1_000n;
const OTHERS = 100n;
const OTHER_COST = 1_700;
const ONE = BigInt(RATE_ONE);

/** Whole percents, costs and prices in steps, so that prices come to stand exactly at the limits, and between them. */
const PERCENT = RATE_ONE / 100;

/** Says so and sells nothing, so that the holding stays what it is. */
const setting = fc.integer({ min: 1, max: 12 }).chain((at) =>
  fc
    .option(fc.integer({ min: 1, max: at * 2 - 1 }), { nil: null })
    .map((halves): WatchSetting => ({ at: at * PERCENT, rearm: halves === null ? null : (halves * PERCENT) / 2, action: 'alert', execution: null })),
);

const policy = fc.record({
  stopLoss: fc.option(setting, { nil: null }),
  trailingStop: fc.option(setting, { nil: null }),
  takeProfit: fc.option(setting, { nil: null }),
  account: fc.option(setting, { nil: null }),
});
type Policy = typeof policy extends fc.Arbitrary<infer T> ? T : never;

/** A price of one of the two holdings, in steps within the day's limits, or a person who switches a watch. */
const step = fc.record({
  what: fc.constantFrom('price', 'price', 'price', 'other', 'off', 'on'),
  cents: fc.integer({ min: 181, max: 219 }).map((steps) => steps * 30),
  watch: fc.constantFrom<WatchName>('stopLoss', 'trailingStop', 'takeProfit'),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const NOWHERE = { instrument: null, strategy: null, account: null };

function configOf({ stopLoss, trailingStop, takeProfit, account }: Policy): TradingConfig {
  const watches: WatchSettings = {
    ...NO_WATCHES.watches,
    stopLoss: { ...NOWHERE, instrument: stopLoss, account },
    trailingStop: { ...NOWHERE, instrument: trailingStop },
    takeProfit: { ...NOWHERE, instrument: takeProfit },
  };
  return { ...DEFAULT_CONFIG, risk: { ...DEFAULT_CONFIG.risk, watch: { ...NO_WATCHES, watches } } };
}

function price(cents: number): bigint {
  return BigInt((cents * UNITS_PER_YUAN) / 100);
}

/** How far `value` has come towards where a watch fires, as a whole fraction: `[gone, of]`. */
type Gone = readonly [gone: bigint, of: bigint];

/** The watches written plainly once more, without levels: shares of a basis, compared by cross-multiplying. */
class PlainWatches {
  readonly fired: string[] = [];
  readonly #policy: Policy;
  readonly #cost: bigint;
  readonly #off = new Set<string>();
  readonly #waiting = new Set<string>();
  #price: bigint | null = null;
  #other = price(OTHER_COST * 100);
  #high = 0n;

  constructor(given: Policy, cost: bigint) {
    this.#policy = given;
    this.#cost = cost;
  }

  take({ what, cents, watch }: Step): void {
    if (what === 'off') this.#off.add(watch);
    if (what === 'on' && this.#policy[watch as keyof Policy] !== null) {
      this.#off.delete(watch);
      this.#waiting.delete(watch);
    }
    if (what === 'price') this.#priceCame(price(cents));
    if (what === 'other') {
      this.#other = price(cents * 28);
      this.#account();
    }
  }

  #priceCame(now: bigint): void {
    this.#price = now;
    if (now > this.#high) this.#high = now;
    this.#look('stopLoss', this.#policy.stopLoss, [this.#cost - now, this.#cost]);
    this.#look('trailingStop', this.#policy.trailingStop, [this.#high - now, this.#high]);
    this.#look('takeProfit', this.#policy.takeProfit, [now - this.#cost, this.#cost]);
    this.#account();
  }

  #account(): void {
    const cost = this.#cost * SHARES + price(OTHER_COST * 100) * OTHERS;
    const worth = (this.#price ?? price(6_000)) * SHARES + this.#other * OTHERS;
    this.#look('account', this.#policy.account, [cost - worth, cost]);
  }

  #look(name: string, set: WatchSetting | null, [gone, of]: Gone): void {
    if (set === null || this.#off.has(name)) return;
    const reached = (share: number): boolean => gone * ONE >= of * BigInt(share);
    if (this.#waiting.has(name)) {
      if (set.rearm !== null && !reached(set.at - set.rearm)) this.#waiting.delete(name);
    } else if (reached(set.at)) {
      this.#waiting.add(name);
      this.fired.push(name);
    }
  }
}

function play(desk: Desk, { what, cents, watch }: Step): void {
  const ref = { watch, scope: 'instrument', of: MIDEA } as const;
  if (what === 'price') desk.quote(MIDEA, (cents - 1) / 100, cents / 100);
  if (what === 'other') desk.quote(MAOTAI, (cents * 28 - 1) / 100, (cents * 28) / 100);
  if (what === 'off') desk.do({ type: 'disarmWatch', ...ref });
  if (what === 'on') desk.do({ type: 'armWatch', ...ref, setting: null });
}

function firedBy(desk: Desk): readonly string[] {
  return desk.events.flatMap((event) => {
    if (event.type !== 'watchFired') return [];
    return event.scope === 'account' ? ['account'] : event.of === MIDEA ? [event.watch] : [];
  });
}

it('fires when it should, once, and never else, whatever prices and people do, and is the same after a rebuild and when run again', () => {
  fc.assert(
    fc.property(policy, fc.array(step, { maxLength: 60 }), fc.constantFrom(5_400, 6_000, 6_300, 6_600), (given, steps, cost) => {
      const positions = [holding(MIDEA, Number(SHARES), cost / 100), holding(MAOTAI, Number(OTHERS), OTHER_COST)];
      const desk = new Desk({ positions, config: configOf(given) });
      desk.at('09:31:00');
      const plain = new PlainWatches(given, price(cost));
      for (const taken of steps) {
        play(desk, taken);
        plain.take(taken);
        expect(firedBy(desk)).toEqual(plain.fired);
      }
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
      const again = new Desk({ positions, config: configOf(given) });
      again.at('09:31:00');
      for (const taken of steps) play(again, taken);
      expect(again.records).toEqual(desk.records);
    }),
    { numRuns: 200 },
  );
});
