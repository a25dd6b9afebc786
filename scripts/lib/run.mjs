import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** How long a command that took too long has for ending by itself. */
const LAST_WORDS_MS = 5_000;

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import('node:child_process').StdioOptions} [stdio] `inherit` when not given.
 * @property {number} [timeoutMs] Ends the command when it takes longer.
 */

/**
 * Runs a command to its end and resolves to its exit code: 128 + n when a signal ended it, as a shell would say, and
 * 127 when it could not be started. Signals sent to us are passed on to it.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { timeoutMs, stdio = 'inherit', ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio });
    const forward = FORWARDED.map((signal) => /** @type {const} */ ([signal, () => child.kill(signal)]));
    for (const [signal, handler] of forward) process.on(signal, handler);
    const timers = timeoutMs === undefined ? [] : killLater(child, timeoutMs);
    const end = (/** @type {number} */ code) => {
      for (const timer of timers) clearTimeout(timer);
      for (const [signal, handler] of forward) process.off(signal, handler);
      resolve(code);
    };
    child.once('error', () => end(127));
    child.once('exit', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} timeoutMs
 */
function killLater(child, timeoutMs) {
  return [
    setTimeout(() => child.kill('SIGTERM'), timeoutMs),
    setTimeout(() => child.kill('SIGKILL'), timeoutMs + LAST_WORDS_MS),
  ];
}

/**
 * What a command prints on stdout, or null when it fails or does not exist.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<string | null>}
 */
export function outputOf(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => void (text += chunk));
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code === 0 ? text : null));
  });
}

/**
 * Runs npm, the very one that runs us if one does. Its output goes to stderr.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, options = {}) {
  const stdio = /** @type {const} */ (['ignore', 2, 2]);
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], { stdio: [...stdio], ...options });
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { stdio: [...stdio], ...options });
}
