import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FALLBACK_VERSION, READY_MARK } from './fallback-runtime.mjs';
import { root } from './paths.mjs';

/** @typedef {import('./electron.mjs').ElectronRuntime} ElectronRuntime */

const appDir = path.join(root, 'out', 'package', 'app');
const runtimeDir = path.join(root, 'out', 'package', 'runtime');

/** What of better-sqlite3 13 runs: not the 10 MB of C sources beside it. */
const SQLITE_PARTS = ['lib', 'prebuilds', 'LICENSE'];
const KEPT_FIELDS = new Set(['name', 'productName', 'version', 'description', 'license', 'author', 'homepage', 'main']);

/**
 * Lays out the folder that becomes `app.asar`: the built code and the one package that is not bundled.
 *
 * @param {ElectronRuntime} runtime
 */
export async function stageApp(runtime) {
  await rm(appDir, { recursive: true, force: true });
  await mkdir(appDir, { recursive: true });
  await cp(path.join(root, 'out', 'app'), path.join(appDir, 'out', 'app'), { recursive: true });
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const fields = Object.entries(manifest).filter(([field]) => KEPT_FIELDS.has(field));
  const packages = runtime.kind === 'official' ? await stageSqlite() : await stageFallbackSqlite(runtime);
  const dependencies = Object.fromEntries(packages.map((name) => [name, '*']));
  await writeFile(path.join(appDir, 'package.json'), JSON.stringify({ ...Object.fromEntries(fields), dependencies }));
}

async function stageSqlite() {
  const from = path.join(root, 'node_modules', 'better-sqlite3');
  for (const part of SQLITE_PARTS) await copyModule(path.join(from, part), 'better-sqlite3', part);
  const { version } = JSON.parse(await readFile(path.join(from, 'package.json'), 'utf8'));
  await writeManifest({ name: 'better-sqlite3', version, main: 'lib/index.js' });
  return ['better-sqlite3'];
}

/**
 * The better-sqlite3 of the fallback runtime: its JavaScript, and its binary behind the package it looks for.
 *
 * @param {ElectronRuntime} runtime
 */
async function stageFallbackSqlite({ dist }) {
  const from = path.join(dist, 'resources', 'app');
  await copyModule(path.join(from, 'better-sqlite3'), 'better-sqlite3');
  await writeManifest({ name: 'better-sqlite3', version: '11.5.0', main: 'lib/index.js' });
  await copyModule(path.join(from, 'bindings.cjs'), 'bindings', 'index.js');
  await copyModule(path.join(from, 'better_sqlite3.node'), 'bindings', 'better_sqlite3.node');
  await writeManifest({ name: 'bindings', version: '1.0.0', main: 'index.js' });
  return ['better-sqlite3', 'bindings'];
}

/** In place of a manifest that names packages which only an installation needs. @param {{ name: string, version: string, main: string }} manifest */
function writeManifest(manifest) {
  return writeFile(path.join(appDir, 'node_modules', manifest.name, 'package.json'), JSON.stringify(manifest));
}

/**
 * @param {string} from
 * @param {...string} to
 */
function copyModule(from, ...to) {
  return cp(from, path.join(appDir, 'node_modules', ...to), { recursive: true });
}

/**
 * The runtime as the packager wants it: without the loader that the fallback has in the app's place.
 *
 * @param {ElectronRuntime} runtime
 * @returns {Promise<{ dist: string, version: string }>}
 */
export async function stageRuntime({ kind, dist }) {
  if (kind === 'official') {
    const version = await readFile(path.join(dist, 'version'), 'utf8');
    return { dist, version: version.trim().replace(/^v/, '') };
  }
  const leftOut = new Set([path.join(dist, 'resources', 'app'), path.join(dist, READY_MARK)]);
  await rm(runtimeDir, { recursive: true, force: true });
  await cp(dist, runtimeDir, { recursive: true, filter: (file) => !leftOut.has(file) });
  return { dist: runtimeDir, version: FALLBACK_VERSION };
}
