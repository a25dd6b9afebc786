import { app } from 'electron';
import { type Session } from '../../terminal/session.ts';
import { argumentsAgain } from '../arguments.ts';
import { type Services } from '../services.ts';
import { resume } from './after-crash.ts';
import { type Instructions } from './instructions.ts';
import { Watched } from './watched.ts';

/**
 * Puts a window's session under watch, and takes one up that is opened after a crash. Nobody watches over a run that
 * nobody attends, nor where `--unwatched` says that whoever starts the app does (systemd, launchd).
 *
 * @returns what is to be called when the app ends in order
 */
export function beginWatch({ given, settings, notices, desktop, log, dataDir }: Services, session: Session): () => void {
  if (given.task.kind !== 'window' || given.unwatched) return () => undefined;
  const program = app.isPackaged ? [] : [app.getAppPath()];
  const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  const instructions = (): Instructions => ({
    args: [...sandbox, ...program, ...argumentsAgain(given)],
    dataDir,
    language: settings.get().language,
    crashes: [...given.crashes],
    playing: session.playback?.playing === true ? session.playback.speed : null,
  });
  const watched = new Watched({ instructions, program: [...sandbox, ...program], log });
  let stop = (): void => undefined;
  if (given.crashes.length > 0) {
    const { afterCrash } = settings.get();
    notices.add('warn', afterCrash === 'pause' ? 'app.restartedPaused' : 'app.restarted', { count: given.crashes.length });
    desktop.tell((words) => ({ title: words.restartedTitle, body: afterCrash === 'pause' ? words.restartedPaused : words.restartedGoesOn }));
    stop = resume(session, afterCrash, given.playing);
  }
  return () => {
    stop();
    watched.end();
  };
}
