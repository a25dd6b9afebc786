import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, root } from './paths.mjs';
import { run } from './run.mjs';
import { megabytes, withProgress } from './say.mjs';

/** A download is given up when nothing arrives for this long: a blocked host often swallows packets silently. */
const STALL_MS = 20_000;
const INSTALL_LIMIT_MS = 120_000;
/** After a failure the next starts do not wait for the host again, until the user might have got a better network. */
const RETRY_AFTER_MS = 24 * 3_600_000;

const packageDir = path.join(root, 'node_modules', 'electron');
const failureNote = path.join(cacheDir, 'electron', 'official-unreachable');

/** Whether the download of this very version failed so lately that another try would only cost the user time. */
export async function officialFailedLately() {
  if (!existsSync(failureNote) || Date.now() - statSync(failureNote).mtimeMs > RETRY_AFTER_MS) return false;
  return (await readFile(failureNote, 'utf8')) === (await electronVersion());
}

/**
 * Downloads the official Electron and unpacks it into its package: with progress, and within bounded time.
 * Resolves to what went wrong, or null.
 *
 * @returns {Promise<string | null>}
 */
export async function fetchOfficialElectron() {
  const version = await electronVersion();
  try {
    await withProgress(`Downloading Electron ${version}`, (report) => download(version, report));
    // The archive is in Electron's own cache now: its installer finds it there, checks it again and unpacks it.
    const code = await run(process.execPath, [path.join(packageDir, 'install.js')], {
      stdio: ['ignore', 2, 2],
      timeoutMs: INSTALL_LIMIT_MS,
    });
    return code === 0 ? null : `its installer failed with exit code ${code}`;
  } catch (error) {
    await mkdir(path.dirname(failureNote), { recursive: true });
    await writeFile(failureNote, version);
    return describe(error);
  }
}

/** @returns {Promise<string>} */
async function electronVersion() {
  return JSON.parse(await readFile(path.join(packageDir, 'package.json'), 'utf8')).version;
}

/**
 * @param {string} version
 * @param {(detail: string) => void} report
 */
async function download(version, report) {
  const { downloadArtifact } = await import('@electron/get');
  // The installer looks for the archive in the same place.
  const cacheRoot = process.env['electron_config_cache'];
  const stalled = new AbortController();
  const giveUp = () => stalled.abort(new Error(`nothing arrived for ${STALL_MS / 1000} s`));
  let timer = setTimeout(giveUp, STALL_MS);
  try {
    await downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      ...(cacheRoot === undefined ? {} : { cacheRoot }),
      checksums: JSON.parse(await readFile(path.join(packageDir, 'checksums.json'), 'utf8')),
      downloadOptions: {
        quiet: true,
        signal: stalled.signal,
        getProgressCallback: (/** @type {{ transferred: number, total: number | null }} */ { transferred, total }) => {
          clearTimeout(timer);
          timer = setTimeout(giveUp, STALL_MS);
          report(total === null ? megabytes(transferred) : `${megabytes(transferred)} of ${megabytes(total)}`);
        },
      },
    });
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The innermost reason: `fetch failed` alone tells nobody anything.
 *
 * @param {unknown} error
 * @returns {string}
 */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : describe(error.cause);
}
