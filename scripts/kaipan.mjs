/**
 * Starts the command line: `npm run -s kaipan -- <command> [options]`.
 *
 * Installs what is missing (told on stderr only, stdout belongs to the command) and runs `app/cli/main.ts` as it
 * stands, in this very process when its Node is new enough. Paths are relative to where the user stands.
 */
import module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { dependenciesAreInstalled, ensureDependencies } from './lib/dependencies.mjs';
import { nodeIsNewEnough, ownNode } from './lib/node.mjs';
import { cacheDir, root } from './lib/paths.mjs';

const main = path.join(root, 'app', 'cli', 'main.ts');

// npm starts its scripts in the package's folder and tells where the user was; the variable is inherited, so it means
// something only in the script that npm itself started.
const { INIT_CWD, npm_lifecycle_event: event } = process.env;
const cwd = event === 'kaipan' && INIT_CWD !== undefined ? INIT_CWD : process.cwd();

if (!dependenciesAreInstalled()) {
  const { runScript } = await import('./lib/say.mjs');
  await runScript(ensureDependencies);
}
if (process.exitCode === undefined || process.exitCode === 0) await start();

async function start() {
  if (!nodeIsNewEnough()) {
    const { run } = await import('./lib/run.mjs');
    process.exitCode = await run(ownNode, [main, ...process.argv.slice(2)], { cwd });
    return;
  }
  process.chdir(cwd);
  process.argv[1] = main;
  module.enableCompileCache(path.join(cacheDir, 'compiled'));
  await import(pathToFileURL(main).href);
}
