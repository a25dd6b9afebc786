import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { readyElectron } from './electron.mjs';
import { run } from './run.mjs';
import { UserError } from './say.mjs';

/** Large enough for a full-HD window with a frame. */
const SCREEN = '1920x1200x24';

/** Whether there is a screen to open a window on. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/**
 * Runs `work` with a display: the user's, or else a virtual one that is there for that long. `work` gets the environment
 * to start programs with.
 *
 * Xvfb itself chooses a free number and reports it, so parallel runs never meet; `xvfb-run` guesses numbers, needs
 * xauth, and mixes stderr into stdout.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (hasDisplay()) return work(process.env);
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  try {
    return await work({ ...process.env, DISPLAY: `:${await displayOf(server)}` });
  } finally {
    server.kill();
  }
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayOf(server) {
  return new Promise((resolve, reject) => {
    server.stdio[3]?.once('data', (chunk) => resolve(String(chunk).trim()));
    server.once('error', () => reject(new UserError('Xvfb could not be started: is it installed?')));
    server.once('exit', () => {
      void errorsOf(server).then((why) => reject(new UserError(`Xvfb ended at once: ${why}`)));
    });
  });
}

/** @param {import('node:child_process').ChildProcess} server */
async function errorsOf({ stderr }) {
  return stderr === null ? '' : (await text(stderr)).trim();
}

/**
 * The arguments Electron needs on this machine before those of the app: Chromium refuses to run as root unless its
 * sandbox is off, and only whoever launches may decide that; the app itself never switches it off.
 *
 * @param {readonly string[]} args
 */
export function electronArgs(args) {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', ...args] : [...args];
}

/**
 * Runs Electron with the given app arguments to its end and resolves to its exit code.
 *
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export async function runElectron(args, options = {}) {
  const runtime = readyElectron();
  if (runtime === null) throw new UserError('No Electron runtime on this machine yet: `npm start` fetches one.');
  return withDisplay((display) => {
    const env = { ...display, ...options.env };
    // Set in terminals of editors that are Electron apps themselves; it would turn the app into a plain Node.
    delete env['ELECTRON_RUN_AS_NODE'];
    return run(runtime.executable, electronArgs(args), { ...options, env });
  });
}
