import path from 'node:path';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { formatTimeOfDay, timeOfDay, timeOfDayOf } from '../../core/kernel/time.ts';
import { type PageCommand, type Settings } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { pause, takePicture } from './pictures.ts';
import { type SettingsStore } from './settings-store.ts';
import { OWNER } from './access/access.ts';
import { reportLines } from './unattended-report.ts';
import { type WindowKeeper } from './window-keeper.ts';

/** Session seconds per wall second while nobody watches. */
const SPEED = 600;
const LOOK_EVERY_MS = 100;
/** A demo day that takes longer than this has stopped somewhere. */
const LONGEST_DAY_MS = 15 * 60_000;
const PICTURE_AT = timeOfDay('13:30:00');
const SIZES = [
  { width: 1_280, height: 800 },
  { width: 1_920, height: 1_080 },
] as const;

/** When the pictures of each page are taken: before the plan is approved, at {@link PICTURE_AT}, or once the day is settled. */
const PAGES: Readonly<Record<PageCommand, readonly Moment[]>> = {
  showPlan: ['proposed', 'settled'],
  showTrade: ['trading'],
  showRisk: ['trading'],
  showScripts: ['trading'],
  showLog: ['trading'],
  showReview: ['settled'],
  showSync: ['settled'],
  showSettlement: ['settled'],
  showStrategies: ['trading'],
};

type Moment = 'proposed' | 'trading' | 'settled';

export interface UnattendedParts {
  readonly session: Session;
  readonly keeper: WindowKeeper;
  readonly settings: SettingsStore;
  /** One line of progress. */
  readonly say: (line: string) => void;
}

/**
 * Plays the demo day by itself in the real window: approves the plan, runs the market fast, leaves pictures of every
 * page in both languages and themes, and says how the day ended. Resolves to the exit code.
 */
export async function runUnattended(parts: UnattendedParts, outDir: string): Promise<number> {
  const { session, settings, say } = parts;
  const { playback } = session;
  if (playback === null) throw new Error('only a market that we play ourselves can run unattended');
  const before = settings.get();
  playback.pause();
  say(`${session.state.day?.date ?? ''} ${session.account}: ${session.state.lines.size} plan lines wait for approval`);
  await pictures(parts, 'proposed', outDir);
  approveAll(session, say);
  playback.setSpeed(SPEED);
  playback.play();
  await follow(parts, () => hasEnded(session) || timeOfDayOf(session.now()) >= PICTURE_AT);
  playback.pause();
  await pictures(parts, 'trading', outDir);
  playback.play();
  await follow(parts, () => hasEnded(session));
  await pictures(parts, 'settled', outDir);
  settings.set(before);
  for (const line of reportLines(session.state)) say(line);
  if (session.failure !== null) throw new Error(`the session failed: ${JSON.stringify(session.failure)}`);
  return session.state.sealed ? 0 : 3;
}

/** Settled, or unable to go on. */
function hasEnded({ state, failure }: Session): boolean {
  return state.settled !== null || state.halted !== null || failure !== null;
}

function approveAll(session: Session, say: (line: string) => void): void {
  const lineIds = [...session.state.lines.values()].filter((line) => line.state === 'proposed').map((line) => line.id);
  const done = lineIds.length === 0 ? null : session.command({ type: 'approveLines', lineIds }, OWNER);
  if (done === null) say('nothing to approve');
  else say(done.ok ? `approved ${lineIds.length} lines` : `approval refused: ${done.error.code}`);
}

/** Waits until `reached`, saying now and then where the day stands. */
async function follow({ session, say }: UnattendedParts, reached: () => boolean): Promise<void> {
  let said = '';
  for (let waited = 0; !reached(); waited += LOOK_EVERY_MS) {
    if (waited > LONGEST_DAY_MS) throw new Error(`the day stands still at ${formatTimeOfDay(timeOfDayOf(session.now()))}`);
    await pause(LOOK_EVERY_MS);
    const { orders, fills, ledger } = session.state;
    const now = formatTimeOfDay(timeOfDayOf(session.now()));
    const half = now.slice(0, 3) + (now[3] === '0' || now[3] === '1' || now[3] === '2' ? '00' : '30');
    if (half === said) continue;
    said = half;
    const cash = formatYuan(ledger.cash.balance);
    say(`${now} ${session.phase()?.name ?? ''}: ${orders.size} orders, ${fills.length} fills, cash ${cash}`);
  }
}

/** Every page that is shown at this moment, as `page-moment-language-theme-size.png`. */
async function pictures(parts: UnattendedParts, moment: Moment, outDir: string): Promise<void> {
  for (const [command, moments] of Object.entries(PAGES) as [PageCommand, readonly Moment[]][]) {
    if (!moments.includes(moment)) continue;
    parts.keeper.command(command);
    await picturesOfPage(parts, path.join(outDir, `${command.slice('show'.length).toLowerCase()}-${moment}`));
  }
}

async function picturesOfPage({ keeper, settings }: UnattendedParts, stem: string): Promise<void> {
  for (const { width, height } of SIZES) {
    for (const look of looks()) {
      const { window } = keeper;
      if (window === null) throw new Error('the window is gone');
      window.setContentSize(width, height);
      settings.set(look);
      await takePicture(window, `${stem}-${look.language}-${look.theme}-${width}x${height}.png`);
    }
  }
}

function looks(): readonly Pick<Settings, 'language' | 'theme'>[] {
  return (['zh', 'en'] as const).flatMap((language) => (['dark', 'light'] as const).map((theme) => ({ language, theme })));
}
