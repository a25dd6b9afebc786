import { beforeEach, expect, it, vi } from 'vitest';
import { FakeSession } from '../terminal/view/session.fixture.ts';
import { Faults } from './faults.ts';
import { Notices } from './notices.ts';

vi.mock('electron', () => ({ Notification: vi.fn() }));

let now: number;
let session: FakeSession;
let notices: Notices;
let faults: Faults;
const fault = vi.fn();
const tell = vi.fn();
const boom = new Error('boom');

beforeEach(() => {
  vi.clearAllMocks();
  now = 0;
  let count = 0;
  fault.mockImplementation(() => `r${(count += 1)}`);
  session = new FakeSession();
  notices = new Notices(() => now);
  faults = new Faults({ info: vi.fn(), warn: vi.fn(), fault, tail: vi.fn(), close: vi.fn() }, notices, { tell }, () => session, () => now);
});

it('logs an error, pauses every new order, and tells the trader', () => {
  expect(faults.report(boom, 'timer')).toBe('r1');
  expect(fault).toHaveBeenCalledExactlyOnceWith(boom, 'timer');
  expect(session.commands).toEqual([{ command: { type: 'setPauses', pauses: { buys: true, sells: true } }, by: 'policy' }]);
  expect(notices.all()).toMatchObject([{ level: 'error', code: 'app.fault', params: { reference: 'r1' } }]);
  expect(tell).toHaveBeenCalledOnce();
});

it('does so once for an error that comes again and again', () => {
  for (let n = 0; n < 100; n += 1) expect(faults.report(boom, 'timer')).toBe('r1');
  expect(session.commands).toHaveLength(1);
  expect(faults.report(new Error('another'), 'timer')).toBe('r2');
  now += 60_000;
  expect(faults.report(boom, 'timer')).toBe('r3');
});

it('survives a session that cannot even be paused, or is not open yet', () => {
  session.command = () => {
    throw new Error('worse');
  };
  expect(faults.report(boom, 'timer')).toBe('r1');
  expect(fault).toHaveBeenCalledTimes(2);
  const early = new Faults({ info: vi.fn(), warn: vi.fn(), fault, tail: vi.fn(), close: vi.fn() }, notices, { tell }, () => null, () => now);
  expect(early.report(boom, 'start')).toBe('r3');
});

it('hears of what nobody caught', () => {
  const listeners = new Map<string, (error: unknown) => void>();
  const process = { on: (name: string, listener: (error: unknown) => void) => listeners.set(name, listener) };
  faults.watch(process as unknown as NodeJS.Process);
  listeners.get('uncaughtException')?.(boom);
  listeners.get('unhandledRejection')?.('no error at all');
  expect(fault.mock.calls.map(([error]) => error)).toEqual([boom, 'no error at all']);
});
