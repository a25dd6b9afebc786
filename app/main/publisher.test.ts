import { beforeEach, expect, it } from 'vitest';
import { type Settings, type Update } from '../preload/contract.ts';
import { type ViewUpdate } from '../terminal/view/session-view.ts';
import { AccessDesk } from './access/access.fixture.ts';
import { Notices } from './notices.ts';
import { Publisher } from './publisher.ts';

const settings: Settings = { language: 'en', theme: 'dark', redUp: true, notifications: true, afterCrash: 'pause' };
let sent: Update[];
let changes: ViewUpdate | null;
let notices: Notices;
let access: AccessDesk['access'];
let publisher: Publisher;

beforeEach(() => {
  sent = [];
  changes = { reset: false, lines: [] };
  notices = new Notices(() => 5);
  access = new AccessDesk().access;
  publisher = new Publisher({ snapshot: () => ({ reset: true }), changes: () => changes }, notices, access, (update) => sent.push(update));
});

it('sends nothing before a snapshot was asked for, and nothing after it has stopped', () => {
  publisher.flush();
  expect(sent).toEqual([]);
  publisher.snapshot();
  publisher.flush();
  publisher.stop();
  publisher.flush();
  expect(sent).toHaveLength(1);
});

it('numbers snapshots and updates in one row', () => {
  expect(publisher.snapshot().seq).toBe(1);
  publisher.flush();
  publisher.flush();
  expect(sent.map(({ seq }) => seq)).toEqual([2, 3]);
  expect(publisher.snapshot().seq).toBe(4);
});

it('sends nothing when nothing changed', () => {
  changes = null;
  publisher.snapshot();
  publisher.flush();
  expect(sent).toEqual([]);
});

it('tells of a notice once, and again to a window that is opened later', () => {
  changes = null;
  notices.add('info', 'app.keptRunning');
  const notice = { id: 1, level: 'info', code: 'app.keptRunning', params: {}, at: 5 };
  expect(publisher.snapshot().notices).toEqual([notice]);
  publisher.flush();
  expect(sent).toEqual([]);
  notices.add('error', 'app.fault', { reference: 'r1' });
  publisher.flush();
  publisher.flush();
  expect(sent.map((update) => update.notices?.map(({ id }) => id))).toEqual([[2]]);
  expect(publisher.snapshot().notices).toHaveLength(2);
});

it('tells of changed settings once', () => {
  changes = null;
  publisher.snapshot();
  publisher.settingsChanged(settings);
  publisher.flush();
  publisher.flush();
  expect(sent).toEqual([{ seq: 2, reset: false, settings }]);
});

it('says who sits before the screen with every snapshot, and when that changes', async () => {
  changes = null;
  expect(publisher.snapshot().access).toMatchObject({ login: false, locked: false });
  await access.saveUser({ name: 'olga', duties: ['riskOfficer'], password: 'long enough' });
  publisher.flush();
  access.lock();
  publisher.flush();
  publisher.flush();
  expect(sent.map(({ access: row }) => row)).toMatchObject([{ login: true, locked: false, user: 'olga' }, { locked: true, user: null }]);
});
