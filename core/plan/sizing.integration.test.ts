import { describe, expect, it } from 'vitest';
import { type Quantity, quantity } from '../kernel/units.ts';
import { anInstrument, on, px, rulesFor } from '../market/market.fixture.ts';
import { type InstrumentId } from '../market/instrument.ts';
import { type DayReference } from '../market/quote.ts';
import { hasSharedData, readCsv } from '../market/shared-data.fixture.ts';
import { type ProposedLine } from './line.ts';
import { aLedger, fraction, sizingInput, target, yuan } from './plan.fixture.ts';
import { type PlanMarket } from './plan.ts';
import { sizePlan } from './sizing.ts';

const WEIGHTS = 'signals/weights_2024-11-04.csv';
const DAILY = 'daily/2024.daily.csv.gz';
const DAY = '2024-11-05';
const CASH = '10000000';

/** Previous closes of the Shenzhen main board; the file knows no other shares. */
function realMarket(): PlanMarket {
  const references = new Map<InstrumentId, DayReference>();
  for (const { date, instrument = '', prev_close: close = '' } of readCsv(DAILY)) {
    if (date !== DAY) continue;
    const known = anInstrument(instrument);
    references.set(known.id, { instrument: known, prevClose: px(close), limitUp: px('0'), limitDown: px('0') });
  }
  return {
    reference: (id) => references.get(id),
    rulesOf: (id) => (references.has(id) ? rulesFor(id, DAY) : undefined),
  };
}

/** The quantity that the formula gives, reckoned apart from the code under test. */
function expectedQuantity(weight: string, refPrice: number): Quantity {
  const units = BigInt(fraction(weight)) * BigInt(yuan(CASH));
  const shares = units / 100_000_000n / BigInt(refPrice);
  return quantity(Number((shares / 100n) * 100n));
}

describe.skipIf(!hasSharedData(WEIGHTS) || !hasSharedData(DAILY))('a real index over ten million yuan', () => {
  const rows = [...readCsv(WEIGHTS)];
  const market = realMarket();
  const signals = rows.map(({ instrument = '', position = '' }) => target(instrument, position, { tradeDate: on(DAY) }));
  const { lines, warnings } = sizePlan(sizingInput({ date: on(DAY), signals, ledger: aLedger(CASH), market }));
  const weightOf = new Map(rows.map(({ instrument, position }) => [instrument, position]));
  const planned = lines.filter((line): line is ProposedLine => line.plannedQuantity > 0);

  it('buys what the formula gives, and says of the rest that there are no quotes', () => {
    expect(lines).toHaveLength(rows.length);
    expect(warnings).toEqual([]);
    expect(planned.length).toBeGreaterThan(30);
    for (const line of planned) {
      expect(line.plannedQuantity).toBe(expectedQuantity(weightOf.get(line.instrument) ?? '', line.refPrice));
    }
    for (const { blocked } of lines.filter(({ plannedQuantity }) => plannedQuantity === 0)) {
      expect(['plan.noReference', 'plan.belowOneLot']).toContain(blocked?.code);
    }
  });

  it('costs no more than the weights of what can be bought', () => {
    const spent = planned.reduce((sum, line) => sum + line.estValue + line.estFees, 0);
    const weight = planned.reduce((sum, line) => sum + (line.targetWeight ?? 0), 0);
    expect(spent).toBeLessThanOrEqual(yuan(CASH));
    expect(spent / yuan(CASH)).toBeLessThan((weight / 100_000_000) * 1.001);
    expect(spent / yuan(CASH)).toBeGreaterThan((weight / 100_000_000) * 0.9);
  });
});
