import path from 'node:path';
import { root } from './paths.mjs';

/** Runs TypeScript as it stands, and better-sqlite3 13 needs Node 22: on Node 20 it dies without a word. */
const OLDEST = [22, 18];

/** The Node that `npm ci` brings along. */
export const ownNode = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

export function nodeIsNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Goes on only under a Node that is new enough: an older one runs the script again under our own Node instead and ends
 * with its exit code.
 *
 * @param {string} script
 */
export async function underNewNode(script) {
  if (nodeIsNewEnough()) return;
  const { run } = await import('./run.mjs');
  process.exit(await run(ownNode, [script, ...process.argv.slice(2)]));
}
