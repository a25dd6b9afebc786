import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EpochMs } from '../kernel/time.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { DATE, Desk, MAOTAI, MIDEA, holding } from '../oms/desk.fixture.ts';
import { answer } from '../oms/random-style.fixture.ts';
import { type Recorded } from '../oms/events.ts';
import { rebuild } from '../oms/state/rebuild.ts';
import { DayReplay } from './day-replay.ts';

const step = fc.record({
  what: fc.constantFrom('quote', 'quote', 'accept', 'fill', 'fill', 'end', 'refuse', 'pause', 'skip', 'restore', 'plan', 'cancelAll'),
  pick: fc.nat(),
  percent: fc.integer({ min: 1, max: 100 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function interfere(desk: Desk, { what, pick, percent }: Step): void {
  const lines = [...desk.oms.state.lines.values()];
  const lineId = lines[pick % Math.max(1, lines.length)]?.id;
  if (what === 'cancelAll') desk.do({ type: 'cancelAll' });
  if (what === 'plan') desk.plan({ [MIDEA]: percent, [MAOTAI]: pick % 30 });
  if (lineId === undefined) return;
  if (what === 'pause') desk.do({ type: 'pauseLine', lineId });
  if (what === 'skip') desk.do({ type: 'skipLine', lineId });
  if (what === 'restore') desk.do({ type: 'restoreLine', lineId });
}

function dayOf(steps: readonly Step[]): readonly Recorded[] {
  const desk = new Desk({ cash: 300_000, positions: [holding(MAOTAI, 100, 1700), holding(MIDEA, 500, 60, 300)] });
  desk.plan({ [MIDEA]: 60, [MAOTAI]: 20 });
  desk.at('09:30:00');
  for (const taken of steps) {
    desk.now = (desk.now + 3_000) as EpochMs;
    if (taken.what === 'quote') desk.quote(taken.pick % 2 === 0 ? MIDEA : MAOTAI, 59 + (taken.percent % 3), 59.01 + (taken.percent % 3));
    answer(desk, taken);
    interfere(desk, taken);
  }
  return desk.records;
}

it('shows the account after any record as a restart at that record would find it, in whatever order one looks', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.array(fc.nat(), { maxLength: 12 }), (steps, looks) => {
      const records = dayOf(steps);
      const replay = new DayReplay(DATE);
      for (const record of records) replay.take(record);
      for (const look of looks) {
        const until = 1 + (look % records.length);
        const state = rebuild(records.slice(0, until));
        const moment = replay.at(until);
        const byId = <Row extends { readonly id: string }>(rows: Iterable<Row>): readonly Row[] => [...rows].toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(moment?.lines ?? [])).toEqual(byId(state.lines.values()));
        expect(byId(moment?.orders ?? [])).toEqual(byId(state.orders.values()));
        expect(new Map(moment?.positions.map((position) => [position.instrument, position]))).toEqual(new Map(state.ledger.positions));
        expect(moment).toMatchObject({ seq: until, phase: state.phase, cash: { ...state.ledger.cash }, fills: state.fills });
      }
    }),
    { numRuns: 60 },
  );
});

it('goes on with a day that is still being traded, and knows no price that came later', () => {
  const records = dayOf([{ what: 'quote', pick: 0, percent: 3 }, { what: 'fill', pick: 0, percent: 100 }]);
  const replay = new DayReplay(DATE);
  for (const record of records.slice(0, 2)) replay.take(record);
  expect(replay.last).toBe(2);
  expect(replay.priceAt(2, '600036.SH' as InstrumentId)).toBeUndefined();
  const before = replay.at(2);
  for (const record of records.slice(2)) replay.take(record);
  expect(replay.at(2)).toEqual(before);
  expect(replay.at(replay.last)?.fills).toEqual(rebuild(records).fills);
});
