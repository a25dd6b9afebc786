import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hasSharedData } from '../../core/market/shared-data.fixture.ts';
import { readInstruments } from './instruments.ts';

const PATH = 'reference/instruments_2026.csv.gz';

it.skipIf(!hasSharedData(PATH))('reads the real list of shares', async () => {
  const read = await readInstruments(fileURLToPath(new URL(`../../../shared/data/${PATH}`, import.meta.url)));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const boards = [...read.value.values()].map(({ board }) => board);
  expect(read.value.size).toBe(5485);
  expect(new Set(boards)).toEqual(new Set(['main', 'chinext', 'star', 'bse']));
});
