import { POLICY } from '../../../core/kernel/ids.ts';
import { type Settings } from '../../preload/contract.ts';
import { type Session } from '../../terminal/session.ts';

const TRY_EVERY_MS = 50;

type Resumed = Pick<Session, 'command' | 'playback'>;

/**
 * What a session does that was opened again after a crash: pauses everything that could send a new order, or goes on, by
 * the trader's setting. `playing`: how fast a market that is played was running. A day that is run again, or
 * not open yet, takes no command; the pause is asked for until it is taken.
 *
 * @returns what ends it early
 */
export function resume(session: Resumed, afterCrash: Settings['afterCrash'], playing: number | null): () => void {
  if (afterCrash === 'goOn') {
    if (playing !== null) session.playback?.setSpeed(playing);
    if (playing !== null) session.playback?.play();
    return () => undefined;
  }
  let timer: NodeJS.Timeout | undefined;
  const pause = (): void => {
    const paused = session.command({ type: 'setPauses', pauses: { buys: true, sells: true } }, POLICY);
    if (!paused.ok) timer = setTimeout(pause, TRY_EVERY_MS);
  };
  pause();
  return () => clearTimeout(timer);
}
