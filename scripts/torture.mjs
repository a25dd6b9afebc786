/**
 * `npm run torture`: kills real terminals, their uploads and a real gateway again and again, with SIGKILL, at every step of
 * an order's way and at random moments, on a network that misbehaves, and holds both sides' books against each other after
 * each round. Before that it records what a terminal asks of its disk (with strace), cuts the power after each of so many
 * of those calls, and opens the disks that this may leave.
 *
 * `npm run torture -- --kills N` ends after so many kills, `--seconds N` after so long; `--power-cuts N` is how many calls
 * are cut. Prints a summary, and as its last line the same as JSON; ends with 1 when anything was lost, doubled or unequal.
 */
import { parseArgs } from 'node:util';
import { ensureTracer } from './lib/debian.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { underNewNode } from './lib/node.mjs';
import { UserError, runScript } from './lib/say.mjs';

/** @param {string} name @param {string} text */
function whole(name, text) {
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0) throw new UserError(`--${name}: must be a whole number above 0, was ${text}`);
  return value;
}

await runScript(async () => {
  await ensureDependencies();
  await underNewNode(import.meta.filename);
  await ensureTracer();
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '200' }, seconds: { type: 'string', default: '86400' }, seed: { type: 'string', default: '1' }, 'power-cuts': { type: 'string', default: '300' } },
  });
  const [{ buildPrograms }, { torture }] = await Promise.all([import('./torture/programs.ts'), import('./torture/torture.ts')]);
  const options = {
    kills: whole('kills', values.kills),
    seconds: whole('seconds', values.seconds),
    seed: whole('seed', values.seed),
    powerCuts: whole('power-cuts', values['power-cuts']),
  };
  const result = await torture(await buildPrograms(), options, console.error);
  console.log(JSON.stringify(result));
  return result.failures.length === 0 ? 0 : 1;
});
