import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CloudClient, type CloudFailure } from '../../../adapters/cloud/cloud-client.ts';
import { type SignedSignals, type StrategySignals } from '../../../adapters/cloud/protocol.ts';
import { contentIdOf, sign, signedSignalsText } from '../../../adapters/cloud/signing.ts';
import { type Result, err, ok } from '../../../core/kernel/result.ts';
import { exchangeCalendar } from '../../../core/market/calendar.ts';
import { FakeSession } from '../../terminal/view/session.fixture.ts';
import { SignalsDesk } from '../signals-desk.ts';
import { StrategyFactsStore } from '../strategies/strategy-facts-store.ts';
import { PulledSignalsStore } from './pulled-signals-store.ts';
import { SignalsPull } from './signals-pull.ts';
import { SyncSettingsStore } from './sync-settings-store.ts';

vi.mock('electron', () => ({ safeStorage: {} }));

const KEY = 'the key of this terminal, which nobody else has';
/** Eight in the evening in Shanghai. */
const EVENING = Date.parse('2026-02-27T12:00:00Z');
const FACTS = { id: 'alpha', title: '双均线', source: 'own', since: '2024-01-02', totalReturn: 0.2, maxDrawdown: -0.1, sharpe: 1.2, capital: '1000000', signalsMadeAt: null } as const;
const SIGNALS: StrategySignals = {
  strategy: 'alpha',
  date: '2026-02-27',
  tradeDate: '2026-03-02',
  madeAt: '2026-02-27T09:00:00Z',
  rows: [{ instrument: '000001.SZ', position: '0.5' }],
};

let folder: string;
let now: number;
let asked: number;
let published: Result<SignedSignals, CloudFailure>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-pull-'));
  [now, asked] = [EVENING, 0];
  publish({});
});
afterEach(() => rmSync(folder, { recursive: true }));

function publish(change: Partial<StrategySignals>, key = KEY): void {
  const signals = { ...SIGNALS, ...change };
  const contentId = contentIdOf(signals);
  published = ok({ signals, contentId, signature: sign(key, signedSignalsText(contentId)) });
}

/** A terminal as it starts on the data folder: what it remembers is on the disk. */
function started() {
  const told: string[] = [];
  const settings = new SyncSettingsStore(folder);
  settings.set({ pulled: ['alpha'], pullAt: 20 * 3_600_000 });
  const client = {
    strategies: () => Promise.resolve(ok([FACTS])),
    signals: () => {
      asked += 1;
      return Promise.resolve(published);
    },
  } as unknown as CloudClient;
  const desk = new SignalsDesk(() => Promise.resolve({ signals: [], badRows: 0, problems: [], otherSessions: new Map() }));
  const facts = new StrategyFactsStore(folder);
  const pull = new SignalsPull({
    session: new FakeSession(),
    sync: { access: { client, credentials: { user: 'alice', terminal: 'desk', token: 'token', key: KEY } } },
    settings,
    store: new PulledSignalsStore(folder),
    facts,
    desk,
    notices: { add: (_level, code) => void told.push(code) },
    calendar: exchangeCalendar(),
    now: () => now,
  });
  return { pull, told, facts, store: new PulledSignalsStore(folder), taken: (received: SignedSignals) => new PulledSignalsStore(folder).take(received) };
}

it('brings signals and what is known of their strategy down, and says so once', async () => {
  const { pull, told, facts } = started();
  expect(await pull.pull()).toEqual(ok(null));
  await pull.pull();
  expect(told).toEqual(['signals.arrived']);
  expect(facts.all()).toMatchObject([{ id: 'alpha', signalsFor: '2026-03-02', signalsVerified: true }]);
  expect(pull.row().strategies).toMatchObject([{ id: 'alpha', pulled: true, problem: null, taken: false }]);
  expect(await started().pull.check('alpha')).toMatchObject({ ok: true, value: { name: 'alpha-2026-03-02.json', doubts: [] } });
});

it.each<[string, Partial<StrategySignals>, string | undefined, string]>([
  ['of another session', { date: '2026-02-26', tradeDate: '2026-02-27' }, undefined, 'signals.stale'],
  ['not whole', { rows: [] }, undefined, 'signals.incomplete'],
  ['signed for somebody else', {}, 'another key', 'signals.badSignature'],
])('keeps signals that are %s out of the plan, and says why', async (_what, change, key, code) => {
  publish(change, key);
  const { pull } = started();
  await pull.pull();
  expect(pull.row().strategies).toMatchObject([{ problem: { code } }]);
  expect(await pull.check('alpha')).toMatchObject({ error: { code } });
});

it('says of others than those that were taken that they are others', async () => {
  const { pull, taken } = started();
  await pull.pull();
  if (published.ok) taken(published.value);
  publish({ rows: [{ instrument: '000001.SZ', position: '0.9' }] });
  const later = started();
  await later.pull.pull();
  expect(later.told).toEqual(['signals.changed']);
  expect(await later.pull.check('alpha')).toMatchObject({ ok: true, value: { doubts: [{ code: 'signals.changed' }] } });
});

it('asks by itself when it is time, and again until it has them for the next session', async () => {
  const { pull } = started();
  now = EVENING - 1;
  await pull.look();
  expect(asked).toBe(0);
  now = EVENING;
  published = err({ kind: 'failed', reason: 'the network is down' });
  await pull.look();
  await pull.look();
  expect([asked, pull.row().failure?.code]).toEqual([1, 'cloud.failed']);
  publish({});
  now += 10 * 60_000;
  await pull.look();
  expect([asked, pull.row().failure]).toEqual([2, null]);
  now += 60 * 60_000;
  await pull.look();
  expect(asked).toBe(2);
});
