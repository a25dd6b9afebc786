import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type OrderId } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { FakeSession } from '../terminal/view/session.fixture.ts';
import { DesktopNotices } from './desktop-notices.ts';
import { SettingsStore } from './settings-store.ts';

const shown = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({
  Notification: class {
    static isSupported = (): boolean => true;
    readonly text: { title: string };
    constructor(text: { title: string }) {
      this.text = text;
    }
    on(): void {}
    show(): void {
      shown(this.text.title);
    }
  },
}));

let dataDir: string;
let settings: SettingsStore;
let session: FakeSession;
let now: number;

beforeEach(() => {
  shown.mockClear();
  dataDir = mkdtempSync(join(tmpdir(), 'kaipan-notices-'));
  settings = new SettingsStore(dataDir);
  session = new FakeSession();
  now = 0;
  new DesktopNotices(settings, true, () => undefined, () => now).follow(session);
});

afterEach(() => rmSync(dataDir, { recursive: true }));

const orderId = 'O1' as OrderId;
const report = { reportId: 'r', orderId, time: 0, kind: 'rejected', reason: refusal('broker.no') } as unknown;
const rejected = { type: 'reportReceived', report, fees: null } as unknown as OmsEvent;

it.each<[OmsEvent, string]>([
  [{ type: 'accountHalted', reason: refusal('x') }, '账户已停止交易'],
  [{ type: 'orderOutcomeUnknown', orderId, reason: refusal('x') }, '委托状态未知'],
  [rejected, '废单'],
  [{ type: 'daySettled' } as OmsEvent, '今日已结算'],
  [{ type: 'watchFired' } as OmsEvent, '盯盘触发'],
  [{ type: 'scriptStopped' } as OmsEvent, '脚本已停止'],
])('tells of %j', (event, title) => {
  session.emit([event]);
  expect(shown).toHaveBeenCalledExactlyOnceWith(title);
});

it('tells nobody of a run by itself', () => {
  const alone = new FakeSession();
  new DesktopNotices(settings, false, () => undefined, () => now).follow(alone);
  alone.emit([rejected]);
  expect(shown).not.toHaveBeenCalled();
});

it('leaves ordinary news to the window', () => {
  session.emit([{ type: 'pausesChanged' } as OmsEvent, { ...rejected, report: { kind: 'filled' } } as unknown as OmsEvent]);
  expect(shown).not.toHaveBeenCalled();
});

it('tells the same news once in ten seconds', () => {
  session.emit([rejected, rejected]);
  now = 9_000;
  session.emit([rejected]);
  expect(shown).toHaveBeenCalledOnce();
  now = 10_000;
  session.emit([rejected]);
  expect(shown).toHaveBeenCalledTimes(2);
});

it('speaks the trader’s language, and is silent when told to be', () => {
  settings.set({ language: 'en' });
  session.emit([rejected]);
  expect(shown).toHaveBeenLastCalledWith('Order rejected');
  settings.set({ notifications: false });
  now = 60_000;
  session.emit([rejected]);
  expect(shown).toHaveBeenCalledOnce();
});
