import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError, say } from './say.mjs';

/** Where Debian keeps the programs of a PostgreSQL server, a folder per version. */
const DEBIAN = '/usr/lib/postgresql';
/** The user that a server runs as when we are root: it refuses to be root. */
const SERVER_USER = 'postgres';

/**
 * Runs `work` with `DATABASE_URL` of a PostgreSQL server: the user's own, or else one that is there for that long, on a
 * socket in a folder of its own. Where this machine has no server the variable stays unset, and what can is tried on the
 * embedded one alone.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPostgres(work) {
  const programs = serverPrograms();
  if (process.env['DATABASE_URL'] !== undefined || programs === null) {
    if (programs === null) say('No PostgreSQL server on this machine: the cloud is tested on its embedded one alone.');
    return work(process.env);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'kaipan-postgres-'));
  const owner = process.getuid?.() === 0 ? ownerOfServers() : null;
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  /** @param {string} program @param {readonly string[]} args */
  const asServer = (program, args) => runAs(owner, path.join(programs, program), args);
  try {
    asServer('initdb', ['-D', data, '-U', SERVER_USER, '-A', 'trust', '--no-sync']);
    asServer('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', `-k ${folder} -c listen_addresses=`, 'start']);
    return await work({ ...process.env, DATABASE_URL: `postgresql://${SERVER_USER}@localhost/postgres?host=${folder}` });
  } finally {
    if (existsSync(path.join(data, 'postmaster.pid'))) asServer('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder with `initdb` and `pg_ctl` of the newest version; null when there is none. */
function serverPrograms() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = versions.map((version) => path.join(DEBIAN, version, 'bin'));
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

/** @returns {{ uid: number, gid: number }} */
function ownerOfServers() {
  const id = (/** @type {string} */ what) => Number(spawnSync('id', [what, SERVER_USER], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * @param {{ uid: number, gid: number } | null} owner
 * @param {string} program
 * @param {readonly string[]} args
 */
function runAs(owner, program, args) {
  const { status, stderr, error } = spawnSync(program, args, { ...owner, encoding: 'utf8', cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new UserError(`${path.basename(program)} failed: ${error?.message ?? stderr.trim()}`);
}
