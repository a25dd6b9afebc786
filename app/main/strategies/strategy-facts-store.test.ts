import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StrategyFacts, StrategyFactsStore } from './strategy-facts-store.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-strategies-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function facts(id: string, totalReturn: number): StrategyFacts {
  return {
    id,
    title: id,
    source: 'own',
    since: '2024-01-02',
    totalReturn,
    maxDrawdown: -0.1,
    sharpe: null,
    capital: '1000000',
    signalsMadeAt: '2025-06-03T09:00:00Z',
    signalsFor: '2025-06-04',
    signalsVerified: true,
    fetchedAt: '2025-06-03T10:00:00Z',
  };
}

it('keeps the latest of each strategy over a restart', () => {
  const store = new StrategyFactsStore(folder);
  store.keep([facts('beta', 0.1), facts('alpha', 0.2)]);
  store.keep([facts('beta', 0.3)]);
  expect(new StrategyFactsStore(folder).all()).toEqual([facts('alpha', 0.2), facts('beta', 0.3)]);
});

it('begins anew where the file cannot be read', () => {
  writeFileSync(join(folder, 'strategies.json'), '[{"id":"alpha"');
  expect(new StrategyFactsStore(folder).all()).toEqual([]);
});
