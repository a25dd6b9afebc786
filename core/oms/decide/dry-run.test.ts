import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STRATEGY } from '../../kernel/ids.ts';
import { type Result } from '../../kernel/result.ts';
import { type TimeOfDay, atTime, formatTimeOfDay, timeOfDay, timeOfDayOf } from '../../kernel/time.ts';
import { type Rate, quantity } from '../../kernel/units.ts';
import { type ExecutionStyle, type SlicedStyle } from '../../plan/line.ts';
import { DEFAULT_STYLES } from '../../plan/styles.ts';
import { DEFAULT_CONFIG } from '../config.ts';
import { DATE, Desk, MIDEA, holding, yuan } from '../desk.fixture.ts';
import { type DryRun, type LineDraft } from './dry-run.ts';

const TWAP: SlicedStyle = { ...(DEFAULT_STYLES.twap as SlicedStyle), cap: null, slices: 4, start: timeOfDay('10:00:00'), end: timeOfDay('11:00:00') };

function deskWith(style: ExecutionStyle, options: { readonly held?: number; readonly approve?: boolean; readonly condition?: string } = {}): Desk {
  const { held = 0, approve = true, condition = null } = options;
  const config = { ...DEFAULT_CONFIG, execution: { ...DEFAULT_CONFIG.execution, default: style } };
  const desk = new Desk({ config, positions: held === 0 ? [] : [holding(MIDEA, held, 60)] });
  const target = { [MIDEA]: held === 0 ? 50 : 0 };
  if (approve) desk.plan(target, condition);
  else desk.propose(target, condition);
  return desk;
}

function value<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function runOf(desk: Desk, draft: LineDraft = {}): DryRun {
  return value(desk.oms.dryRun(desk.line(MIDEA).id, draft));
}

const codes = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

/** A day with a deep market and immediate fills, a quote each half minute. */
function playThrough(desk: Desk): readonly string[] {
  for (let time = timeOfDay('09:30:00') as number; time < timeOfDay('14:57:00'); time += 30_000) {
    const known = desk.sent.length;
    desk.now = atTime(DATE, time as TimeOfDay);
    desk.quote(MIDEA, 59.99, 60, 1_000_000);
    for (const { order } of desk.sent.slice(known)) {
      desk.report(order.id, { kind: 'accepted' });
      desk.fill(order.id, order.quantity, yuan(60));
    }
  }
  return desk.records.flatMap(({ event, at }) => (event.type === 'orderIntended' ? [`${formatTimeOfDay(timeOfDayOf(at))} ${event.order.quantity}`] : []));
}

/** When the first quote comes that a slice can be sent with. */
function firstQuoteFrom(due: TimeOfDay): TimeOfDay {
  const next = (Math.ceil(due / 30_000) * 30_000) as TimeOfDay;
  return next >= timeOfDay('11:30:00') && next < timeOfDay('13:00:00') ? timeOfDay('13:00:00') : next;
}

describe('a dry run', () => {
  it('shows the very slices that are then sent, for any schedule', () => {
    const any = fc.record({
      style: fc.constantFrom('twap' as const, 'vwap' as const),
      slices: fc.integer({ min: 1, max: 60 }),
      sizeJitter: fc.constantFrom(0, 30_000_000).map((rate) => rate as Rate),
      catchUp: fc.constantFrom('gradual' as const, 'atOnce' as const, 'skip' as const),
      from: fc.integer({ min: 0, max: 60 }),
      held: fc.constantFrom(0, 250, 8_000, 8_030),
    });
    fc.assert(
      fc.property(any, ({ from, held, ...params }) => {
        const start = (timeOfDay('09:30:00') + from * 60_000) as TimeOfDay;
        const desk = deskWith({ ...TWAP, ...params, start, end: timeOfDay('14:50:00') }, { held });
        const planned = runOf(desk).slices.filter(({ rest }) => !rest);
        const sent = playThrough(desk);
        expect(sent).toEqual(planned.map((slice) => `${formatTimeOfDay(firstQuoteFrom(slice.from))} ${slice.quantity}`));
      }),
      { numRuns: 40 },
    );
  });

  it('changes nothing, and gives the same answer again', () => {
    const desk = deskWith(TWAP);
    const before = structuredClone(desk.records);
    expect(runOf(desk)).toEqual(runOf(desk, {}));
    expect(desk.records).toEqual(before);
    expect(desk.sent).toEqual([]);
  });

  it('shows what a draft would do before it is saved', () => {
    const desk = deskWith(TWAP);
    const drafted = runOf(desk, { plannedQuantity: quantity(800), style: { ...TWAP, slices: 2, rest: 'cancel' } });
    expect(drafted.slices.map(({ quantity: shares }) => shares)).toEqual([400, 400]);
    expect(desk.oms.dryRun(desk.line(MIDEA).id, { condition: 'lsat < 49' })).toMatchObject({ ok: false, error: { code: 'condition.misspeltName' } });
    expect(desk.oms.dryRun(desk.line(MIDEA).id, { style: { ...TWAP, end: TWAP.start ?? TWAP.end } })).toMatchObject({ ok: false, error: { code: 'edit.badWindow' } });
  });

  it('plans the rest of a schedule after a fill, and of a draft for it from now on', () => {
    const desk = deskWith(TWAP);
    const whole = desk.line(MIDEA).plannedQuantity;
    desk.at('10:00:00');
    desk.quote(MIDEA, 59.99, 60, 1_000_000);
    desk.fill(desk.lastOrder().id, desk.lastOrder().quantity, yuan(60));
    const left = whole - desk.lastOrder().quantity;
    desk.at('10:20:00');
    const total = (run: DryRun): number => run.slices.filter(({ rest }) => !rest).reduce((sum, slice) => sum + slice.quantity, 0);
    expect(total(runOf(desk))).toBe(left);
    const drafted = runOf(desk, { style: { ...TWAP, start: null, slices: 2 } });
    expect(total(drafted)).toBe(left);
    expect(drafted.slices.filter(({ rest }) => !rest).map(({ from }) => from)).toEqual([timeOfDay('10:20:00'), timeOfDay('10:40:00')]);
  });
});

describe('what stands in its way', () => {
  it('names approval, pauses and the condition', () => {
    const desk = deskWith(TWAP, { approve: false, condition: 'change < -1%' });
    desk.quote(MIDEA, 59.99, 60);
    expect(codes(runOf(desk).blockers)).toEqual(['dryRun.notApproved', 'condition.notMet']);
    desk.do({ type: 'approveLines', lineIds: [desk.line(MIDEA).id] });
    desk.do({ type: 'pauseLine', lineId: desk.line(MIDEA).id });
    desk.do({ type: 'setPauses', pauses: { buys: true } });
    expect(codes(runOf(desk, { condition: null }).blockers)).toEqual(['dryRun.paused', 'dryRun.sidePaused']);
    desk.do({ type: 'setPauses', pauses: { buys: false } });
    desk.do({ type: 'pauseStrategy', strategyId: DEFAULT_STRATEGY });
    expect(codes(runOf(desk, { condition: null }).blockers)).toEqual(['dryRun.paused', 'dryRun.strategyPaused']);
  });

  it('names the guards, and the window that is over', () => {
    const desk = deskWith(TWAP, { held: 1_000 });
    desk.at('09:40:00');
    desk.quote(MIDEA, 66, 66.01);
    expect(codes(runOf(desk).blockers)).toEqual(['condition.sellAtLimitUp']);
    const tooLate = { ...DEFAULT_STYLES.callAuction, then: null } as ExecutionStyle;
    expect(codes(runOf(desk, { style: tooLate }).blockers)).toEqual(['dryRun.nothingLeft', 'condition.sellAtLimitUp']);
  });

  it('asks the gate of the largest order and of all that is left', () => {
    const desk = deskWith(TWAP);
    const much = quantity(100_000);
    expect(codes(runOf(desk).verdicts)).toEqual([]);
    expect(codes(runOf(desk, { plannedQuantity: much }).verdicts)).toEqual(['orderSize.tooLarge', 'cash.short']);
  });

  it('holds each slice against what the market is expected to trade, and against the cap', () => {
    const desk = deskWith({ ...TWAP, cap: 1_000_000 as Rate });
    expect(runOf(desk)).toMatchObject({ dayVolume: null });
    desk.at('09:55:00');
    desk.quote(MIDEA, 59.99, 60, 10_000, 50_000);
    const run = runOf(desk);
    expect(run.dayVolume).toBeGreaterThan(50_000);
    expect(run.slices.filter(({ kind }) => kind === 'slice').every(({ share }) => share !== null && share > 1_000_000)).toBe(true);
    expect(codes(run.blockers)).toEqual(['dryRun.overCap']);
  });
});

it('has nothing to say of a line that is done', () => {
  const desk = deskWith({ ...TWAP, rest: 'cancel' });
  desk.at('11:00:00');
  expect(desk.line(MIDEA)).toMatchObject({ state: 'done' });
  expect(runOf(desk)).toMatchObject({ slices: [], blockers: [], waits: null });
});

describe('the dry run of a plan', () => {
  it('adds up orders and cash over the day, what others leave not counted twice', () => {
    const desk = deskWith({ ...TWAP, rest: 'carryOn' });
    const line = desk.line(MIDEA);
    const { lines, steps } = desk.oms.dryRunPlan();
    expect(lines.map(({ line: { id } }) => id)).toEqual([line.id]);
    expect(steps.map(({ from, orders }) => `${formatTimeOfDay(from)} ${orders}`)).toEqual(['10:00:00 1', '10:15:00 1', '10:30:00 1', '10:45:00 1']);
    const { estValue, estFees } = desk.oms.state.lines.get(line.id) ?? { estValue: 0, estFees: 0 };
    expect(steps.reduce((sum, { buyValue }) => sum + buyValue, 0)).toBe(estValue);
    const cash = desk.oms.state.ledger.cash.available - (steps.at(-1)?.cash ?? 0);
    expect(Math.abs(cash - estValue - estFees)).toBeLessThanOrEqual(steps.length);
  });
});
