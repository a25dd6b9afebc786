import { type PaperMarket } from '../terminal/paper-market.ts';
import { type Session } from '../terminal/session.ts';
import { type AccountChoice } from './account-choice.ts';
import { Access } from './access/access.ts';
import { SCRYPT } from './access/password.ts';
import { UserFile } from './access/users.ts';
import { type Arguments } from './arguments.ts';
import { DesktopNotices } from './desktop-notices.ts';
import { Faults } from './faults.ts';
import { type GatewayMemory } from './gateway-memory.ts';
import { type Log } from './logger.ts';
import { Notices } from './notices.ts';
import { type Secrets } from './secrets.ts';
import { SettingsStore } from './settings-store.ts';
import { type StartTimes } from './start-marks.ts';
import { StrategyFactsStore } from './strategies/strategy-facts-store.ts';
import { type Words, wordsOf } from './words.ts';

export interface Start {
  readonly dataDir: string;
  readonly given: Arguments;
  readonly times: StartTimes;
  readonly log: Log;
  /** The market that one may always go back to. */
  readonly demo: () => PaperMarket;
  /** What the app begins with. */
  readonly first: AccountChoice;
  readonly secrets: Secrets;
  readonly gateways: GatewayMemory;
}

/** What every part of the app rests on. */
export interface Services extends Start {
  readonly settings: SettingsStore;
  readonly strategyFacts: StrategyFactsStore;
  readonly access: Access;
  readonly notices: Notices;
  readonly desktop: DesktopNotices;
  readonly faults: Faults;
  readonly words: () => Words;
  readonly now: () => number;
}

export interface Later {
  /** What a click on a desktop notification does. */
  readonly showWindow: () => void;
  /** Null until it is open. */
  readonly session: () => Session | null;
}

export function openServices(start: Start, later: Later): Services {
  const now = Date.now;
  const settings = new SettingsStore(start.dataDir);
  const notices = new Notices(now);
  if (settings.damaged !== null) notices.add('warn', 'app.settingsDamaged', { file: settings.damaged });
  const desktop = new DesktopNotices(settings, start.given.task.kind === 'window', later.showWindow);
  const faults = new Faults(start.log, notices, desktop, later.session, now);
  const access = new Access({ file: new UserFile(start.dataDir), hasher: SCRYPT, now });
  const strategyFacts = new StrategyFactsStore(start.dataDir);
  return { ...start, settings, strategyFacts, access, notices, desktop, faults, words: () => wordsOf(settings.get().language), now };
}
