import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type Session } from '../terminal/session.ts';
import { type Task } from './arguments.ts';
import { DesktopNotices } from './desktop-notices.ts';
import { Faults } from './faults.ts';
import { type Log } from './logger.ts';
import { Notices } from './notices.ts';
import { SettingsStore } from './settings-store.ts';
import { type StartTimes } from './start-marks.ts';
import { type Words, wordsOf } from './words.ts';

interface SessionOptions {
  readonly dataDir: string;
  /** Hears of a fault that ended the day. */
  readonly onFault: (error: unknown) => void;
}

export interface Start {
  readonly dataDir: string;
  readonly task: Task;
  readonly times: StartTimes;
  readonly log: Log;
  readonly openSession: (options: SessionOptions) => Result<Session, Refusal>;
}

/** What every part of the app rests on. */
export interface Services extends Omit<Start, 'openSession'> {
  readonly session: Session;
  readonly settings: SettingsStore;
  readonly notices: Notices;
  readonly desktop: DesktopNotices;
  readonly faults: Faults;
  readonly words: () => Words;
  readonly now: () => number;
}

/** @param showWindow What a click on a desktop notification does. */
export function openServices({ openSession, ...start }: Start, showWindow: () => void): Result<Services, Refusal> {
  const { dataDir, times, log } = start;
  const now = Date.now;
  const settings = new SettingsStore(dataDir);
  const notices = new Notices(now);
  if (settings.damaged !== null) notices.add('warn', 'app.settingsDamaged', { file: settings.damaged });
  const desktop = new DesktopNotices(settings, showWindow, now);
  let session: Session | null = null;
  const faults = new Faults(log, notices, desktop, () => session);
  const opened = openSession({ dataDir, onFault: (error) => void faults.report(error, 'session') });
  if (!opened.ok) return opened;
  session = opened.value;
  times.reach('sessionOpen');
  const words = (): Words => wordsOf(settings.get().language);
  return ok({ ...start, session, settings, notices, desktop, faults, words, now });
}
