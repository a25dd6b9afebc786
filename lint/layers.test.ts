import { describe, expect, it } from 'vitest';
import { refusedImport } from './layers.ts';

type Sample = readonly [from: string, specifier: string];

const GOOD: readonly Sample[] = [
  ['core/oms/decide.ts', '../kernel/units.ts'],
  ['core/oms/decide.ts', '../execution/limit.ts'],
  ['core/oms/decide.ts', './state.ts'],
  ['core/plan/wish.ts', '../conditions/parse-condition.ts'],
  ['core/market/rule-tables/lots.ts', '../rules.ts'],
  ['core/settlement/settle.ts', '../oms/events.ts'],
  ['core/plan/sizing.test.ts', 'vitest'],
  ['core/plan/sizing.test.ts', 'fast-check'],
  ['core/plan/sizing.test.ts', 'node:fs'],
  ['core/plan/sizing.test.ts', './desk.fixture.ts'],
  ['core/market/days.integration.test.ts', '../../scripts/lib/paths.mjs'],
  ['adapters/sqlite/journal.ts', 'better-sqlite3'],
  ['adapters/sqlite/journal.ts', 'node:fs'],
  ['adapters/sqlite/journal.ts', '../../core/oms/events.ts'],
  ['adapters/quotes/replay.ts', '../files/text.ts'],
  ['app/terminal/session.ts', '../../adapters/sqlite/journal.ts'],
  ['app/terminal/view/lines.ts', '../day.ts'],
  ['app/main/main.ts', 'electron'],
  ['app/main/main.ts', '../terminal/session.ts'],
  ['app/main/main.ts', '../preload/contract.ts'],
  ['app/cli/main.ts', '../terminal/session.ts'],
  ['app/preload/preload.ts', './contract.ts'],
  ['app/preload/preload.ts', 'electron'],
  ['app/renderer/stores/plan.ts', '../../preload/contract.ts'],
  ['app/renderer/stores/plan.ts', '../../../core/kernel/units.ts'],
  ['app/renderer/main.tsx', 'react'],
  ['app/renderer/main.tsx', './design/base.css'],
  ['e2e/day.e2e.ts', '../app/main/security.ts'],
  ['bench/oms.bench.ts', '../core/oms/decide.ts'],
  ['scripts/start.mjs', './lib/say.mjs'],
  ['vitest.config.ts', 'vitest/config'],
];

const BAD: readonly Sample[] = [
  ['core/kernel/units.ts', '../market/rules.ts'],
  ['core/plan/sizing.ts', '../risk/gate.ts'],
  ['core/conditions/facts.ts', '../plan/line.ts'],
  ['core/risk/gate.ts', '../execution/limit.ts'],
  ['core/execution/limit.ts', '../oms/state.ts'],
  ['core/exchange/book.ts', '../settlement/settle.ts'],
  ['core/oms/decide.ts', 'zod'],
  ['core/oms/decide.ts', 'node:crypto'],
  ['core/oms/decide.ts', 'electron'],
  ['core/oms/decide.ts', 'vitest'],
  ['core/oms/decide.ts', '../../adapters/sqlite/journal.ts'],
  ['core/oms/decide.ts', '../../scripts/lib/paths.mjs'],
  ['core/oms/decide.ts', './desk.fixture.ts'],
  ['core/plan/sizing.test.ts', '../oms/state.ts'],
  ['core/plan/sizing.test.ts', 'electron'],
  ['core/loose.ts', './kernel/units.ts'],
  ['core/unheard/of.ts', '../kernel/units.ts'],
  ['adapters/sqlite/journal.ts', '../quotes/replay.ts'],
  ['adapters/sqlite/journal.ts', 'electron'],
  ['adapters/sqlite/journal.ts', '../../app/terminal/session.ts'],
  ['app/terminal/session.ts', 'electron'],
  ['app/terminal/session.ts', '../main/main.ts'],
  ['app/terminal/session.ts', '../preload/contract.ts'],
  ['app/cli/main.ts', 'electron'],
  ['app/cli/main.ts', '../main/main.ts'],
  ['app/main/main.ts', '../cli/main.ts'],
  ['app/main/main.ts', '../renderer/main.tsx'],
  ['app/main/main.ts', '../preload/preload.ts'],
  ['app/preload/contract.ts', 'electron'],
  ['app/preload/contract.ts', '../../core/oms/events.ts'],
  ['app/preload/preload.ts', 'node:fs'],
  ['app/renderer/main.tsx', 'electron'],
  ['app/renderer/main.tsx', 'node:fs'],
  ['app/renderer/main.tsx', '../preload/preload.ts'],
  ['app/renderer/main.tsx', '../main/main.ts'],
  ['app/renderer/main.tsx', '../../core/oms/events.ts'],
  ['app/renderer/main.tsx', '../../e2e/window.ts'],
];

describe('who may know whom', () => {
  it.each(GOOD)('%s may import %s', (from, specifier) => {
    expect(refusedImport(from, specifier, false)).toBeNull();
  });

  it.each(BAD)('%s must not import %s', (from, specifier) => {
    expect(refusedImport(from, specifier, false)).toContain(from.split('/')[0]);
  });

  it('lets the contract and the terminal name types which must not run there', () => {
    expect(refusedImport('app/preload/contract.ts', '../../core/oms/events.ts', true)).toBeNull();
    expect(refusedImport('app/terminal/view/lines.ts', '../../preload/contract.ts', true)).toBeNull();
  });

  it('makes no difference between types and values inside core', () => {
    expect(refusedImport('core/plan/sizing.ts', '../oms/events.ts', true)).toBe(
      'core/plan must not import types of core/oms: it knows only core/kernel, core/statistics, core/market, core/orders, core/portfolio, core/conditions',
    );
  });

  it('says which outside is allowed', () => {
    expect(refusedImport('core/plan/sizing.ts', 'zod', false)).toBe(
      'core/plan must not import zod: nothing from outside is allowed there',
    );
  });
});
