/**
 * `npm run bench`: runs each `bench/*.bench.ts` alone in a process of its own, prints one table and writes
 * `out/bench.json`. `npm run bench -- exchange` runs only the files with that in their name.
 *
 * A benchmark prints one JSON line on stdout (see `bench/harness.ts`); whatever else it prints goes to stderr.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import path from 'node:path';
import { ensureDependencies } from './lib/dependencies.mjs';
import { underNewNode } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { UserError, runScript, say, withProgress } from './lib/say.mjs';
import { table } from './lib/table.mjs';

/** @typedef {import('../bench/harness.ts').Report} Report */

const benchDir = path.join(root, 'bench');
const LARGEST_OUTPUT = 16 * 1024 * 1024;

await runScript(async () => {
  await ensureDependencies();
  await underNewNode(import.meta.filename);
  const asked = process.argv.slice(2);
  const files = (await readdir(benchDir)).filter((file) => file.endsWith('.bench.ts')).toSorted();
  const chosen = files.filter((file) => asked.length === 0 || asked.some((part) => file.includes(part)));
  if (chosen.length === 0) throw new UserError(`No benchmark fits ${asked.join(' ')}: there are ${files.join(', ')}.`);
  /** @type {Report[]} */
  const reports = [];
  let failed = 0;
  for (const file of chosen) {
    try {
      reports.push(await withProgress(`Measuring ${file}`, () => measure(file)));
    } catch (error) {
      failed += 1;
      say(String(error));
    }
  }
  const out = path.join(root, 'out', 'bench.json');
  await mkdir(path.dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify({ machine: machine(), node: process.version, reports }, null, 2)}\n`);
  console.log(`${machine()}, Node ${process.version}\n`);
  console.log(table(reports.flatMap(({ suite, rows }) => rows.map((row) => cells(suite, row)))));
  console.log(`\nWritten to ${path.relative(process.cwd(), out)}${failed === 0 ? '' : `; ${failed} of ${chosen.length} failed`}`);
  return failed === 0 ? 0 : 1;
});

/**
 * @param {string} file
 * @returns {Promise<Report>}
 */
function measure(file) {
  return new Promise((resolve, reject) => {
    const args = ['--expose-gc', path.join(benchDir, file)];
    const child = execFile(process.execPath, args, { cwd: root, maxBuffer: LARGEST_OUTPUT }, (error, stdout) => {
      if (error !== null) reject(new UserError(`${file} failed: ${error.message}`));
      else resolve(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
    });
    child.stderr?.pipe(process.stderr);
  });
}

/**
 * @param {string} suite
 * @param {import('../bench/harness.ts').Row} row
 */
function cells(suite, { what, target, measured, unit, peer }) {
  const other = peer === undefined ? '' : `${peer.name} ${number(peer.measured)}`;
  return { suite, what, measured: `${number(measured)} ${unit}`, target: target ?? '', peer: other };
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString('en', { maximumSignificantDigits: value >= 1000 ? 6 : 3 });
}

function machine() {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}
