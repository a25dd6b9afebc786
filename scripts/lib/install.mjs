import { existsSync } from 'node:fs';
import { nodeIsNewEnough, ownNode } from './node.mjs';
import { root } from './paths.mjs';
import { npm } from './run.mjs';
import { UserError, withProgress } from './say.mjs';

/** Installs exactly what `package-lock.json` names, development tools included. */
export async function install() {
  await withProgress('Installing the packages of package-lock.json (about 470 MB)', async () => {
    const code = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
    if (code !== 0) throw new UserError(`npm ci failed with exit code ${code}; its message stands above.`);
  });
  if (existsSync(ownNode) || nodeIsNewEnough()) return;
  // The package `node` fetches its binary in an install script, which a strict npm configuration leaves out.
  await withProgress('Fetching Node 24', () => npm(['rebuild', 'node', '--ignore-scripts=false'], { cwd: root }));
  if (!existsSync(ownNode)) {
    throw new UserError('The package `node` has no binary: npm did not run its install script. Allow it and try again.');
  }
}
