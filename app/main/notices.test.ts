import { beforeEach, expect, it } from 'vitest';
import { type LineId } from '../../core/kernel/ids.ts';
import { refusal } from '../../core/kernel/result.ts';
import { type ScriptId } from '../../core/kernel/script.ts';
import { type OmsEvent } from '../../core/oms/events.ts';
import { FakeSession } from '../terminal/view/session.fixture.ts';
import { Notices } from './notices.ts';

const reason = refusal('script.budget', { script: 'moody.js', message: 'took more than 200000 steps', line: 2, column: 3 });
const stopped: OmsEvent = { type: 'scriptStopped', script: 'moody' as ScriptId, reason };
const lineId = 'L1' as LineId;
const waits: OmsEvent = { type: 'lineWaiting', lineId, reason };
const waitsForAnother: OmsEvent = { type: 'lineWaiting', lineId: 'L2' as LineId, reason: refusal('style.awaitsScript') };

let session: FakeSession;
let notices: Notices;

beforeEach(() => {
  session = new FakeSession();
  notices = new Notices(() => 5);
  notices.follow(session);
});

it('says which script is stopped, why, and which lines are paused for it', () => {
  session.emit([stopped, { type: 'linePaused', lineId }, waits, waitsForAnother]);
  const params = { script: 'moody', count: 1, lines: 'L1' };
  expect(notices.take()).toEqual([{ id: 1, level: 'error', code: 'app.scriptStopped', params, because: reason, script: 'moody', at: 5 }]);
});

it('says that a stopped script had no line', () => {
  session.emit([stopped]);
  expect(notices.take()).toMatchObject([{ params: { count: 0, lines: null } }]);
});
