import { homedir } from 'node:os';
import path from 'node:path';

/** The work tree these scripts stand in. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** The market data the integration tests use, when the machine has it. */
export const realData = path.resolve(root, '..', 'shared', 'data');

/** Where the user's system keeps caches: outside the work tree, so that clones share what is large. */
export const cacheDir = path.join(userCache(), 'kaipan');

function userCache() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'darwin') return path.join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32') return LOCALAPPDATA ?? path.join(homedir(), 'AppData', 'Local');
  return XDG_CACHE_HOME !== undefined && path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : path.join(homedir(), '.cache');
}
