/**
 * `npm test`: types, lint, unit, integration, build and end-to-end, on a machine with nothing but Node and npm.
 *
 * `npm test -- unit lint` runs only those. The last line on stdout is `N passed, N failed` over all suites.
 */
import { existsSync } from 'node:fs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { underNewNode } from './lib/node.mjs';
import { realData } from './lib/paths.mjs';
import { UserError, runScript } from './lib/say.mjs';

await runScript(async () => {
  await ensureDependencies();
  await underNewNode(import.meta.filename);
  const { suites } = await import('./lib/suites.mjs');
  const names = /** @type {(keyof typeof suites)[]} */ (Object.keys(suites));
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !names.some((known) => known === name));
  if (unknown !== undefined) throw new UserError(`No suite "${unknown}": there are ${names.join(', ')}.`);
  const chosen = asked.length === 0 ? names : names.filter((name) => asked.includes(name));
  return runAll(chosen, suites);
});

/**
 * @template {string} Name
 * @param {readonly Name[]} names
 * @param {Readonly<Record<Name, () => Promise<import('./lib/suites.mjs').Count>>>} suites
 */
async function runAll(names, suites) {
  const total = { passed: 0, failed: 0 };
  for (const name of names) {
    console.log(`\n── ${name} ${'─'.repeat(76 - name.length)}`);
    if (name === 'integration' && !existsSync(realData)) {
      console.log('../shared/data is not on this machine: tests on real market data are skipped.');
    }
    const started = Date.now();
    const { passed, failed, skipped } = await suites[name]();
    const also = skipped === 0 ? '' : `, ${skipped} skipped`;
    console.log(`${name}: ${passed} passed, ${failed} failed${also} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}
