import { beforeEach, describe, expect, it } from 'vitest';
import { RATE_ONE, price, quantity } from '../../../core/kernel/units.ts';
import { type DailyBar } from '../../../core/market/daily-history.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { DEFAULT_INDEX } from '../../../core/market/market-index.ts';
import { DEFAULT_CONFIG } from '../../../core/oms/config.ts';
import { type ReturnHistory } from '../../../core/risk/measures/return-history.ts';
import { tailMeasures } from '../../../core/risk/measures/tail-measures.ts';
import { type MeasuresRow } from '../../preload/contract.ts';
import { measuresRow } from './measures.ts';
import { DATE, FakeSession, MAOTAI, PINGAN } from './session.fixture.ts';

const DAYS = 40;
const indexed = (day: number): number => Math.sin(day * day) / 100;

/** Pingan moves twice as far as the index; of Maotai nobody knows. */
const RETURNS: ReturnHistory = {
  days: DAYS,
  returns: (instrument) => {
    if (instrument === MAOTAI) return undefined;
    const times = instrument === DEFAULT_INDEX ? 1 : 2;
    return Float64Array.from({ length: DAYS }, (_, day) => times * indexed(day));
  },
};

const FLAT = { high: price(1), low: price(1), close: price(1) };

function usually(shares: number): { bars: (instrument: InstrumentId, days: number) => readonly DailyBar[] } {
  return { bars: (_, days) => Array.from({ length: days }, () => ({ ...FLAT, volume: quantity(shares) })) };
}

let session: FakeSession;

beforeEach(() => {
  session = new FakeSession();
  session.state.day = { date: DATE, mode: 'paper', account: 'demo', config: DEFAULT_CONFIG, idTag: 'demo' };
  session.returns = RETURNS;
  session.history = usually(20_000);
});

async function measured(): Promise<MeasuresRow> {
  const row = await measuresRow(session, async (returns) => Promise.resolve(tailMeasures(returns)));
  if (row === null) throw new Error('no day');
  return row;
}

describe('what is at risk', () => {
  it('is told by the whole account, cash included', async () => {
    session.hold(PINGAN, 5_000, 500_000_000);
    const { equity, held, beta, index, window, uncovered, exposure, concentration } = await measured();
    expect([index, window, uncovered]).toEqual([DEFAULT_INDEX, DAYS, []]);
    expect(beta).toBeCloseTo((2 * held) / equity, 9);
    const share = Math.round((held / equity) * RATE_ONE);
    expect(exposure.instrument).toEqual([{ name: '平安银行', value: held, share }]);
    expect(exposure.board).toEqual([{ name: 'main', value: held, share }]);
    expect(concentration).toEqual({ largest: 1, largestFive: 1, herfindahl: 1, effectiveHoldings: 1 });
  });

  it('names what it had to leave out', async () => {
    session.hold(MAOTAI, 100, 1_700_000_000);
    const { uncovered, figures } = await measured();
    expect(uncovered).toEqual(['贵州茅台']);
    expect(figures.every(({ var: atRisk }) => Math.abs(atRisk ?? NaN) === 0)).toBe(true);
  });

  it('takes as long to sell as a tenth of the volume allows', async () => {
    session.hold(PINGAN, 5_000, 500_000_000);
    expect((await measured()).liquidity).toMatchObject([{ quantity: 5_000, dailyVolume: 20_000, days: 3 }]);
  });

  it('has no figures without a past, and still says what is held', async () => {
    session.hold(PINGAN, 5_000, 500_000_000);
    session.returns = undefined;
    session.history = undefined;
    const row = await measured();
    expect([row.window, row.beta, row.liquidity[0]?.days]).toEqual([0, null, null]);
    expect(row.figures.every(({ var: atRisk, cvar }) => atRisk === null && cvar === null)).toBe(true);
    expect(row.scenarios.filter(({ scenario }) => scenario.kind === 'index').map(({ gain }) => gain / row.held)).toEqual([-0.03, -0.05, -0.1]);
  });

  it('is nothing before a day is open, and nothing of what is not held', async () => {
    expect(await measured()).toMatchObject({ held: 0, concentration: null, liquidity: [] });
    session.state.day = null;
    expect(await measuresRow(session, async () => Promise.reject(new Error('asked')))).toBeNull();
  });
});
