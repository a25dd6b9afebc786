import { powerMonitor } from 'electron';
import { type Access } from './access.ts';

/** How often the machine is asked how long nobody has touched it. */
const LOOK_EVERY_MS = 5_000;
const SECONDS_PER_MINUTE = 60;

/** Locks the app when nobody has touched the machine for a while, and with the machine itself. Returns what ends it. */
export function autoLock(access: Access): () => void {
  const lock = (): void => {
    access.lock();
  };
  const look = (): void => {
    const minutes = access.autoLockMinutes;
    if (minutes !== null && powerMonitor.getSystemIdleTime() >= minutes * SECONDS_PER_MINUTE) lock();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  return () => clearInterval(timer);
}
