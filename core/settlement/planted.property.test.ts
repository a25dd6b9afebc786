import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNITS_PER_CENT } from '../kernel/units.ts';
import { type LocalDay } from './local-day.ts';
import { settleStatements } from './settle-statements.ts';
import { type StatementDifference } from './statement-difference.ts';
import { type Statement, type StatementKind, type StatementRow } from './statement.ts';
import { DATE, type Told, dayArbitrary, statementOf, toldBy } from './told-day.fixture.ts';

const LISTS = ['delivery', 'accounting', 'fills', 'orders'] as const satisfies readonly StatementKind[];
type List = (typeof LISTS)[number];
const kindArbitrary = fc.constantFrom(...LISTS);
const RUNS = { numRuns: 150 };

function differences(day: LocalDay, ...statements: readonly Statement[]): readonly StatementDifference[] {
  return settleStatements(day, DATE, statements).differences;
}

/** The only difference with these rows; fails where there are more or none. */
function only(day: LocalDay, kind: List, told: readonly Told[]): StatementDifference {
  const found = differences(day, statementOf(kind, told, day));
  expect(found.map(({ code, fields }) => [code, fields])).toHaveLength(1);
  return found[0] as StatementDifference;
}

/** A day with one of its rows chosen: a trade, or any row. */
function withRow(trades: boolean): fc.Arbitrary<{ readonly day: LocalDay; readonly kind: List; readonly told: Told[]; readonly at: number }> {
  return fc.record({ day: dayArbitrary, kind: kindArbitrary, pick: fc.nat() }).map(({ day, kind, pick }) => {
    const told = toldBy(day, kind);
    const places = [...told.keys()].filter((at) => told[at]?.fills.length !== 0 || (!trades && tellsOf(kind, told[at])));
    return { day, kind, told, at: places[pick % places.length] ?? 0 };
  });
}

/** A cash journal tells nothing of what moves no cash. */
function tellsOf(kind: List, told: Told | undefined): boolean {
  return kind !== 'accounting' || told?.amount !== 0;
}

function isAbout({ instrument, fillIds }: StatementDifference, { fills, instrument: own }: Told): boolean {
  return fills.length === 0 ? instrument === own : fillIds.every((id) => fills.some((fill) => fill.id === id));
}

describe('a day that the broker tells in any kind of file, with corporate actions or without', () => {
  it('agrees, in each file and in all of them', () => {
    fc.assert(
      fc.property(dayArbitrary, (day) => {
        const files = (['delivery', 'accounting', 'fills', 'orders', 'positions', 'funds'] as const).map((kind) => statementOf(kind, toldBy(day, kind), day));
        for (const file of files) expect(differences(day, file)).toEqual([]);
        expect(differences(day, ...files)).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is found to miss the one row that it lacks, with each fill of a missing order', () => {
    fc.assert(
      fc.property(withRow(false), ({ day, kind, told, at }) => {
        const missing = told[at] as Told;
        const found = differences(day, statementOf(kind, told.toSpliced(at, 1), day));
        const expected = missing.fills.length === 0 ? [`movementMissingAtBroker ${missing.instrument}`] : missing.fills.map(({ id }) => `fillMissingAtBroker ${id}`);
        expect(found.map(({ code, fillIds, instrument }) => `${code} ${fillIds[0] ?? instrument}`).toSorted()).toEqual(expected.toSorted());
        if (kind === 'delivery') expect((found[0]?.cash ?? 0) + missing.amount).toBe(0);
      }),
      RUNS,
    );
  });

  it('is found to have the one row twice', () => {
    fc.assert(
      fc.property(withRow(false), ({ day, kind, told, at }) => {
        const doubled = told[at] as Told;
        const { places, cash } = only(day, kind, told.toSpliced(at, 0, doubled));
        expect(places.some(({ line }) => line === at + 2 || line === at + 3)).toBe(true);
        if (kind === 'delivery' || kind === 'accounting') expect(cash).toBe(doubled.amount);
      }),
      RUNS,
    );
  });

  it('is found to have one share more or less in a trade', () => {
    fc.assert(
      fc.property(withRow(true), fc.constantFrom(-1, 1), ({ day, kind, told, at }, off) => {
        if (kind === 'accounting') return;
        const found = only(day, kind, told.with(at, { ...(told[at] as Told), quantity: (told[at] as Told).quantity + off }));
        expect([found.code, isAbout(found, told[at] as Told)]).toEqual(['fillDiffers', true]);
      }),
      RUNS,
    );
  });

  it('is found to be a cent off in any row that tells money', () => {
    fc.assert(
      fc.property(withRow(false), fc.constantFrom(-1, 1), ({ day, kind, told, at }, sign) => {
        const row = told[at] as Told;
        if (kind === 'fills' || kind === 'orders' || row.amount === 0) return;
        const found = only(day, kind, told.with(at, { ...row, amount: row.amount + sign * UNITS_PER_CENT }));
        expect([found.cash, isAbout(found, row)]).toEqual([sign * UNITS_PER_CENT, true]);
      }),
      RUNS,
    );
  });

  it('shows a bank transfer as money that our books do not know of, and nothing else', () => {
    fc.assert(
      fc.property(dayArbitrary, fc.constantFrom('delivery' as const, 'accounting' as const), fc.integer({ min: 1, max: 1_000_000 }), fc.nat(), (day, kind, cents, place) => {
        const told = toldBy(day, kind);
        const transfer: Told = { kind: 'transferIn', instrument: null, fills: [], quantity: 0, price: null, amount: cents * UNITS_PER_CENT };
        expect(only(day, kind, told.toSpliced(place % (told.length + 1), 0, transfer))).toMatchObject({ code: 'cashMovement', cash: cents * UNITS_PER_CENT, correction: 'bookCash' });
      }),
      RUNS,
    );
  });

  it.each(['positions', 'funds'] as const)('is found to be off by the smallest thing in its list of %s', (kind) => {
    fc.assert(
      fc.property(dayArbitrary, fc.constantFrom(-1, 1), fc.nat(), (day, sign, pick) => {
        const told = statementOf(kind, [], day);
        const at = pick % told.rows.length;
        const row = told.rows[at] as StatementRow;
        const changed = kind === 'funds' ? { ...row, cashAfter: ((row.cashAfter ?? 0) + sign * UNITS_PER_CENT) as StatementRow['cashAfter'] } : { ...row, sharesAfter: (row.sharesAfter ?? 0) + sign };
        const found = differences(day, { ...told, rows: told.rows.with(at, changed) });
        expect(found.map(({ code, instrument }) => [code, instrument])).toEqual([kind === 'funds' ? ['cashBalance', ''] : ['position', row.instrument]]);
      }),
      RUNS,
    );
  });
});
