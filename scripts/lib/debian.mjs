import { existsSync } from 'node:fs';
import { outputOf, run } from './run.mjs';
import { UserError, say } from './say.mjs';

/**
 * What Electron needs from a Debian system: names of one package (newer releases renamed some), and what it is for.
 *
 * @type {readonly (readonly [names: readonly string[], why: string])[]}
 */
const WINDOW = [
  [['libgtk-3-0', 'libgtk-3-0t64'], 'the window toolkit'],
  [['libnss3'], 'certificates and encryption'],
  [['libasound2', 'libasound2t64'], 'sound, for alerts'],
  [['libgbm1'], 'graphics buffers'],
  [['libdrm2'], 'access to the graphics card'],
  [['libxss1'], 'idle detection'],
  [['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'], 'screen readers'],
];
const CHINESE_FONT = /** @type {const} */ ([['fonts-noto-cjk'], 'Chinese characters']);
const TRACER = /** @type {const} */ ([['strace'], 'the disk as a process sees it, for the power-loss test']);
const VIRTUAL_DISPLAY = /** @type {const} */ ([['xvfb'], 'a virtual display, as this machine has none']);

/**
 * Makes sure that a Debian system has the libraries of a window. As root installs the missing ones after saying which
 * and why; otherwise ends with the one command to run. Other systems are left alone: their Electron says what it lacks.
 *
 * @param {{ display: boolean }} machine `display`: whether there is a screen to open the window on.
 */
export async function ensureSystemLibraries({ display }) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return;
  const wanted = [...WINDOW, ...((await hasChineseFont()) ? [] : [CHINESE_FONT]), ...(display ? [] : [VIRTUAL_DISPLAY])];
  await ensurePackages(wanted, 'what a window needs');
}

/** Makes sure that a Linux system has `strace`, with which tests see and disturb what a process asks of the disk. */
export async function ensureTracer() {
  if (process.platform !== 'linux' || (await outputOf('strace', ['--version'])) !== null) return;
  if (!existsSync('/etc/debian_version')) throw new UserError('This system lacks strace, with which the power-loss test sees the disk.');
  await ensurePackages([TRACER], 'what sees the disk in tests');
}

/**
 * @param {readonly (readonly [names: readonly string[], why: string])[]} wanted
 * @param {string} what
 */
async function ensurePackages(wanted, what) {
  const present = await installedPackages();
  const missing = wanted.filter(([names]) => !names.some((name) => present.has(name)));
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0) {
    const packages = await installable(missing.map(([names]) => names));
    throw new UserError(`This system lacks ${what}: sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`);
  }
  for (const [names, why] of missing) say(`Missing on this system: ${names[0]} (${why})`);
  await install(missing.map(([names]) => names));
}

/** @param {readonly (readonly string[])[]} missing */
async function install(missing) {
  say('Installing them with apt-get, as this runs as root …');
  const apt = (/** @type {string[]} */ ...args) =>
    run('apt-get', ['-qq', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  // A bare machine has no package lists; stale ones name files that are gone.
  await apt('update');
  const packages = await installable(missing);
  const code = await apt('install', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', ...packages);
  if (code !== 0) throw new UserError(`apt-get install failed with exit code ${code}; its message stands above.`);
}

/**
 * Of each package's names, the one this release knows.
 *
 * @param {readonly (readonly string[])[]} packages
 */
async function installable(packages) {
  const known = new Set();
  for (const name of packages.filter((names) => names.length > 1).flat()) {
    const policy = await outputOf('apt-cache', ['policy', name]);
    if (policy !== null && /Candidate: (?!\(none\))/.test(policy)) known.add(name);
  }
  return packages.map((names) => names.find((name) => known.has(name)) ?? names[0] ?? '');
}

async function installedPackages() {
  const list = await outputOf('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\\n']);
  const lines = (list ?? '').split('\n').filter((line) => line.startsWith('installed '));
  return new Set(lines.map((line) => line.slice('installed '.length)));
}

async function hasChineseFont() {
  const fonts = await outputOf('fc-list', [':lang=zh', 'family']);
  return fonts !== null && fonts.trim() !== '';
}
