import { describe, expect, it } from 'vitest';
import { boardOf, parseInstrumentId } from './instrument.ts';
import { hasSharedData, readCsv } from './shared-data.fixture.ts';

const FILE = 'reference/instruments_2026.csv.gz';

describe.skipIf(!hasSharedData(FILE))('code ranges and the listed A-shares of 2026', () => {
  it('agree on the exchange and the board of all 5,485', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const { instrument = '', board } of readCsv(FILE)) {
      count += 1;
      const [full, bare] = [parseInstrumentId(instrument), parseInstrumentId(instrument.slice(0, 6))];
      const agrees =
        full.ok && bare.ok && full.value === instrument && bare.value === instrument && boardOf(full.value) === board;
      if (!agrees) wrong.push(`${instrument} ${board}`);
    }
    expect(count).toBe(5_485);
    expect(wrong).toEqual([]);
  });
});
