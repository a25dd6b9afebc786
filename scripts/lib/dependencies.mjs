import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { nodeIsNewEnough, ownNode } from './node.mjs';
import { root } from './paths.mjs';

const wanted = path.join(root, 'package-lock.json');
/** npm writes this file as the last step of an installation, so it also tells a finished one from a broken one. */
const installed = path.join(root, 'node_modules', '.package-lock.json');

/**
 * Whether `node_modules` holds what `package-lock.json` asks for. A glance at two file times when nothing changed: the
 * command line passes here on every start.
 */
export function dependenciesAreInstalled() {
  if (!existsSync(installed) || !(existsSync(ownNode) || nodeIsNewEnough())) return false;
  if (statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return true;
  if (!holdsTheSame()) return false;
  const now = new Date();
  utimesSync(installed, now, now);
  return true;
}

/** Compares package by package: a fresh checkout makes the lock file look newer though nothing in it changed. */
function holdsTheSame() {
  const have = packagesOf(installed);
  const want = packagesOf(wanted);
  const same = (/** @type {string} */ name) => have[name]?.integrity === want[name]?.integrity;
  return (
    Object.keys(have).every((name) => name in want) &&
    Object.keys(want).every((name) => name === '' || same(name) || (!(name in have) && want[name]?.optional === true))
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** Installs what is missing, telling so on stderr. Quick and silent when nothing is. */
export async function ensureDependencies() {
  if (dependenciesAreInstalled()) return;
  const [{ withLock }, { install }] = await Promise.all([import('./lock.mjs'), import('./install.mjs')]);
  await withLock(path.join(root, '.cache', 'install.lock'), async () => {
    if (!dependenciesAreInstalled()) await install();
  });
}
