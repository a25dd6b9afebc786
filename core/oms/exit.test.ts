import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY } from '../kernel/ids.ts';
import { RATE_ONE, quantity, rate } from '../kernel/units.ts';
import { DEFAULT_STYLES } from '../plan/styles.ts';
import { DEFAULT_CONFIG, type TradingConfig } from './config.ts';
import { Desk, MAOTAI, MIDEA, holding, yuan } from './desk.fixture.ts';
import { type OmsEvent } from './events.ts';
import { type ExitPolicy } from './exit.ts';
import { rebuild } from './state/rebuild.ts';

const HALF: ExitPolicy = {
  name: 'half',
  strategyId: null,
  condition: 'profit_rate >= 5%',
  share: rate(RATE_ONE / 2),
  action: 'act',
  style: DEFAULT_STYLES.bestFive,
};

function config(...exits: readonly ExitPolicy[]): TradingConfig {
  return { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, exits } };
}

/** A thousand shares that cost 60 yuan each, in the continuous session. */
function held(exit: Partial<ExitPolicy> = {}, sellable = 1_000): Desk {
  const desk = new Desk({ positions: [holding(MIDEA, 1_000, 60, sellable)], config: config({ ...HALF, ...exit }) });
  desk.at('09:31:00');
  return desk;
}

type Fired = Extract<OmsEvent, { type: 'exitFired' }>;

function fired(desk: Desk): readonly Fired[] {
  return desk.events.filter((event): event is Fired => event.type === 'exitFired');
}

function trade(desk: Desk, last: number): void {
  desk.quote(MIDEA, last - 0.01, last);
}

describe('an exit by condition', () => {
  it('sells its share in its style when its condition holds, and not before', () => {
    const desk = held();
    trade(desk, 62.99);
    expect(fired(desk)).toEqual([]);
    trade(desk, 63);
    expect(fired(desk)).toMatchObject([{ exit: 'half', instrument: MIDEA, strategyId: DEFAULT_STRATEGY, why: [{ leaf: 'profit_rate >= 5%', holds: true }] }]);
    expect(desk.lastOrder()).toMatchObject({ side: 'sell', instrument: MIDEA, quantity: 500, origin: 'watch' });
    expect(desk.line(MIDEA)['adjustments']).toMatchObject([{ code: 'watch.exit', params: { exit: 'half' } }]);
    expect(rebuild(desk.records)).toEqual(desk.oms.state);
  });

  it('proposes a line that waits for a person, or only says so', () => {
    const proposing = held({ action: 'propose' });
    trade(proposing, 63);
    expect(proposing.line(MIDEA)).toMatchObject({ state: 'proposed', plannedQuantity: 500 });
    const alerting = held({ action: 'alert' });
    trade(alerting, 63);
    expect(fired(alerting)).toMatchObject([{ lines: [] }]);
    expect([...proposing.sent, ...alerting.sent]).toEqual([]);
  });

  it('waits for what T+1 keeps, and does not count that as having fired', () => {
    const desk = held({}, 0);
    trade(desk, 63);
    expect(fired(desk)).toEqual([]);
  });

  it('looks at the holdings of its own strategy alone', () => {
    const desk = held({ strategyId: 'other' as ExitPolicy['strategyId'] });
    trade(desk, 63);
    expect(fired(desk)).toEqual([]);
  });

  it('lasts: "for" is measured over the quotes of the holding', () => {
    const desk = held({ condition: 'profit_rate >= 5% for 10s' });
    trade(desk, 63);
    desk.at('09:31:09');
    trade(desk, 63);
    expect(fired(desk)).toEqual([]);
    desk.at('09:31:10');
    trade(desk, 63);
    expect(fired(desk)).toHaveLength(1);
  });

  it('is silent while a person has turned it off, on the next day too, and fires again when armed again', () => {
    const desk = held();
    desk.do({ type: 'disarmExit', exit: 'half' });
    trade(desk, 63);
    expect(fired(desk)).toEqual([]);
    const carried = desk.oms.state.watches.carry(desk.oms.state.ledger);
    expect(carried).toMatchObject({ exitsOff: ['half'] });
    const next = new Desk({ positions: [holding(MIDEA, 1_000, 60)], config: config(HALF), ...(carried === null ? {} : { watches: carried }) });
    next.at('09:31:00');
    trade(next, 63);
    expect(fired(next)).toEqual([]);
    next.do({ type: 'armExit', exit: 'half' });
    trade(next, 63);
    expect(fired(next)).toHaveLength(1);
  });

  it('refuses the name of an exit that there is not', () => {
    expect(held().do({ type: 'disarmExit', exit: 'nobody' })).toMatchObject({ ok: false, error: { code: 'exit.noSuchExit' } });
  });
});

/** Profit bounds in percent, and the shares of a thousand that go, one exit for each. */
const exits = fc.uniqueArray(fc.record({ at: fc.integer({ min: -4, max: 4 }), hundreds: fc.integer({ min: 1, max: 10 }) }), {
  selector: ({ at }) => at,
  maxLength: 4,
});
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('price' as const), percent: fc.integer({ min: -6, max: 6 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('fill' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('on' as const, 'off' as const), which: fc.nat(3) }) },
  ),
  { maxLength: 40 },
);

it('sells each share once, fires once until armed again, only where it holds, and is the same run again', () => {
  const play = (wanted: readonly ExitPolicy[], taken: readonly (typeof steps extends fc.Arbitrary<readonly (infer S)[]> ? S : never)[]): Desk => {
    const desk = new Desk({ positions: [holding(MIDEA, 1_000, 60), holding(MAOTAI, 100, 1_700)], config: config(...wanted) });
    desk.at('09:31:00');
    for (const step of taken) {
      if (step.kind === 'price') trade(desk, 60 + (60 * step.percent) / 100);
      else if (step.kind === 'fill') fillOne(desk);
      else desk.do({ type: step.kind === 'on' ? 'armExit' : 'disarmExit', exit: wanted[step.which]?.name ?? 'none' });
    }
    return desk;
  };
  fc.assert(
    fc.property(exits, steps, (bounds, taken) => {
      const wanted = bounds.map(({ at, hundreds }): ExitPolicy => ({ ...HALF, name: `at ${at}`, condition: `profit_rate >= ${at}%`, share: rate(hundreds * (RATE_ONE / 10)) }));
      const desk = play(wanted, taken);
      const sold = desk.sent.filter(({ order }) => order.instrument === MIDEA);
      expect(sold.every(({ order }) => order.side === 'sell')).toBe(true);
      const filled = desk.oms.state.fills.reduce((sum, fill) => sum + fill.quantity, 0);
      expect(desk.oms.state.ledger.positions.get(MIDEA)?.quantity ?? 0).toBe(1_000 - filled);
      for (const [index, event] of desk.events.entries()) if (event.type === 'exitFired') checkFiring(desk.events.slice(0, index), event);
      expect(rebuild(desk.records)).toEqual(desk.oms.state);
      expect(play(wanted, taken).records).toEqual(desk.records);
    }),
    { numRuns: 150 },
  );
});

function fillOne(desk: Desk): void {
  const [id] = desk.oms.state.openOrders;
  const order = id === undefined ? undefined : desk.oms.state.orders.get(id);
  if (id !== undefined && order?.state === 'pendingNew') {
    desk.report(id, { kind: 'accepted' });
    desk.fill(id, order.quantity, yuan(60));
  }
}

function checkFiring(before: readonly OmsEvent[], event: Fired): void {
  const about = before.filter((one) => (one.type === 'exitFired' || one.type === 'exitArmed' || one.type === 'exitDisarmed') && one.exit === event.exit);
  const last = about.findLast((one) => one.type !== 'exitFired' || one.instrument === event.instrument);
  expect(last === undefined || last.type === 'exitArmed').toBe(true);
  expect(event.why.every(({ holds }) => holds === true)).toBe(true);
}

it('cuts a share to whole lots', () => {
  const desk = held({ share: rate(RATE_ONE * 0.35) });
  trade(desk, 63);
  expect(desk.lastOrder().quantity).toBe(quantity(300));
});
