import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { ensureTracer } from './debian.mjs';
import { root } from './paths.mjs';
import { withPostgres } from './postgres.mjs';
import { ELECTRON_VITE, prepareWindow, tool } from './prepare.mjs';
import { run } from './run.mjs';
import { withDisplay } from './window.mjs';

/**
 * How many checks of a suite passed and failed. Types, lint and build count as one each, tests one by one.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 */

/** Each has a world of its own: core knows no Node, the renderer knows the DOM, its tests know both. */
const PROJECTS = ['core', '.', 'app/renderer', 'app/renderer/tsconfig.test.json'];
const VITEST = tool('vitest/vitest.mjs');
const reportsDir = path.join(root, 'out', 'test');

/** The suites of `npm test`, in the order in which they run: what fails soonest comes first. */
export const suites = /** @type {const} */ ({
  types: () => oneCheck(tool('typescript/bin/tsc'), '-b', ...PROJECTS),
  lint: () => oneCheck(tool('oxlint/bin/oxlint')),
  unit: () => tests('unit', 6),
  integration: async () => {
    await ensureTracer();
    return withPostgres((env) => tests('integration', 15, env));
  },
  build: () => oneCheck(ELECTRON_VITE, 'build', '--logLevel=warn'),
  e2e: async () => {
    await prepareWindow();
    return withDisplay((env) => tests('e2e', 30, env));
  },
});

/**
 * @param {...string} command
 * @returns {Promise<Count>}
 */
async function oneCheck(...command) {
  const code = await run(process.execPath, command, { cwd: root });
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/**
 * Runs one project of `vitest.config.ts` and counts its tests from the report it writes. A run that hangs (a process
 * that a test left behind is enough) is ended: a checker must never hang with it.
 *
 * @param {string} project
 * @param {number} minutes
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Count>}
 */
async function tests(project, minutes, env = process.env) {
  const report = path.join(reportsDir, `${project}.json`);
  await mkdir(reportsDir, { recursive: true });
  await rm(report, { force: true });
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [VITEST, ...args], { cwd: root, env, timeoutMs: minutes * 60_000 });
  const count = countOf(await readFile(report, 'utf8').catch(() => '{}'));
  // A failure that belongs to no test (an error between two of them, no file found) is one all the same.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {string} report
 * @returns {Count}
 */
function countOf(report) {
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, testResults = [] } = JSON.parse(report);
  /** A file that could not even be loaded has no tests that could fail. @param {any} file */
  const isBroken = ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0;
  const broken = testResults.filter(isBroken).length;
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
}
