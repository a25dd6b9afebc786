import { type Session } from '../terminal/session.ts';
import { type Task } from './arguments.ts';
import { DesktopNotices } from './desktop-notices.ts';
import { Faults } from './faults.ts';
import { type Log } from './logger.ts';
import { Notices } from './notices.ts';
import { SettingsStore } from './settings-store.ts';
import { type StartTimes } from './start-marks.ts';
import { type Words, wordsOf } from './words.ts';

export interface Start {
  readonly dataDir: string;
  readonly task: Task;
  readonly times: StartTimes;
  readonly log: Log;
  readonly openSession: (dataDir: string) => Session;
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
export function openServices({ openSession, ...start }: Start, showWindow: () => void): Services {
  const { dataDir, times, log } = start;
  const now = Date.now;
  const settings = new SettingsStore(dataDir);
  const notices = new Notices(now);
  if (settings.damaged !== null) notices.add('warn', 'app.settingsDamaged', { file: settings.damaged });
  const session = openSession(dataDir);
  times.reach('sessionOpen');
  const desktop = new DesktopNotices(settings, showWindow, now);
  const faults = new Faults(log, notices, desktop, session);
  const words = (): Words => wordsOf(settings.get().language);
  return { ...start, session, settings, notices, desktop, faults, words, now };
}
