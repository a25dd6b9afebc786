/**
 * `npm start`: from a fresh clone to the running terminal on the demo account.
 *
 * Installs what is missing, gets an Electron runtime, builds, and opens the window. Without a display the same demo day
 * runs unattended in a virtual one and leaves a screenshot of each page in `out/demo/`. Arguments after `--` are the
 * app's.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { underNewNode } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { runScript, say } from './lib/say.mjs';

await runScript(async () => {
  await ensureDependencies();
  await underNewNode(import.meta.filename);
  return start();
});

async function start() {
  const [{ prepareWindow, buildApp }, { hasDisplay, runElectron }] = await Promise.all([
    import('./lib/prepare.mjs'),
    import('./lib/window.mjs'),
  ]);
  await prepareWindow();
  await buildApp();
  const own = process.argv.slice(2);
  if (hasDisplay()) {
    say('Opening Kaipan on the demo account.');
    return runElectron([root, ...own]);
  }
  const out = path.join(root, 'out', 'demo');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  say('This machine has no display: the demo day runs unattended in a virtual one.');
  // An account of its own, so that every run shows the same day; and Chromium silent about the desktop that is missing.
  const args = ['--log-level=3', root, `--demo-unattended=${out}`, `--data-dir=${path.join(out, 'data')}`];
  const code = await runElectron([...args, ...own]);
  say(code === 0 ? `Screenshots of every page: ${path.relative(process.cwd(), out)}` : `Kaipan ended with exit code ${code}.`);
  return code;
}
