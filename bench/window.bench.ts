import { freshFolder } from '../e2e/support/kaipan.ts';
import { buildApp, prepareWindow } from '../scripts/lib/prepare.mjs';
import { say } from '../scripts/lib/say.mjs';
import { withDisplay } from '../scripts/lib/window.mjs';
import { type Row, report } from './harness.ts';
import { measureDay } from './window/day.ts';
import { INSTRUMENTS, type Market, measureMarket } from './window/market.ts';
import { type ProcessMemory, total } from './window/processes.ts';
import { startApp, startEmptyWindow } from './window/start.ts';
import { makeYear } from './window/year.ts';

/*
 * The app in its real window: how soon it can be used, whether it stays smooth while a whole market moves, and what it
 * holds in memory after a day. An empty window of the same runtime is measured beside it: no app can be better.
 *
 * Nothing is made easier: the build, the sandboxed page, the bridge and the journal are those of production. Start times
 * are the app's own marks, without a driver; the rest is driven by Playwright, which is silent while something is timed.
 */

const STARTS = 7;
const COLD_STARTS = 5;
const EMPTY = 'empty window';
const STILL = 'market paused';
const NAMES: Readonly<Record<string, string>> = { Browser: 'main process', Tab: 'page', GPU: 'graphics', Utility: 'network' };

await prepareWindow();
await buildApp();
const rows = await withDisplay(async (env) => [
  ...(await startRows(env)),
  ...marketRows(await measureMarket(env)),
  ...(await memoryRows(env)),
]);
report('window', rows);

async function startRows(env: NodeJS.ProcessEnv): Promise<Row[]> {
  const folder = await freshFolder();
  try {
    const year = makeYear(folder.path);
    say(`made ${year.days} sealed days with ${year.records} records`);
    const compare = async (what: string, rounds: number, account: string | null, cold: boolean): Promise<Row> => {
      const [ours, empty]: [number[], number[]] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        ours.push(await startApp(env, account, cold));
        empty.push((await startEmptyWindow(env, cold)).usable);
      }
      say(`${what}: ${ours.join(' ')} ms; ${EMPTY}: ${empty.join(' ')} ms`);
      return { what, target: 'under 1,500', measured: median(ours), unit: 'ms', peer: { name: EMPTY, measured: median(empty) } };
    };
    return [
      await compare('start to usable window, new account', STARTS, null, false),
      await compare(`start, ${year.days} sealed days behind it`, STARTS, folder.path, false),
      await compare(`start, ${year.days} sealed days, files not in memory`, COLD_STARTS, folder.path, true),
    ];
  } finally {
    await folder.remove();
  }
}

function marketRows({ still, moving, sorted, delivery, drawing }: Market): Row[] {
  const { frames, cpu, delay } = moving;
  const beside = (measured: number) => ({ peer: { name: STILL, measured } });
  return [
    { what: 'frames in the median second, whole market moving', target: '60', measured: frames.median, unit: '', ...beside(still.frames.median) },
    { what: `frames in the worst of ${frames.seconds} seconds`, target: '60', measured: frames.worst, unit: '', ...beside(still.frames.worst) },
    { what: 'frames over 16.7 ms (a turn missed)', target: '0', measured: frames.missed, unit: '%', ...beside(still.frames.missed) },
    { what: 'frames over 33 ms (two turns missed)', target: '0', measured: frames.missedTwice, unit: '%', ...beside(still.frames.missedTwice) },
    { what: 'tasks over 50 ms in the page', target: '0', measured: frames.longTasks, unit: '', ...beside(still.frames.longTasks) },
    { what: 'page, busy of its one thread', measured: frames.busy, unit: '%', ...beside(still.frames.busy) },
    { what: 'of it script', measured: frames.script, unit: '%', ...beside(still.frames.script) },
    { what: 'of it style and layout', measured: frames.styleAndLayout, unit: '%', ...beside(still.frames.styleAndLayout) },
    { what: 'a drawn frame: script, style, layout, paint', measured: drawing.page, unit: 'ms' },
    { what: 'a drawn frame: pixels, without a GPU', measured: drawing.pixels, unit: 'ms' },
    { what: 'list sorted by change: frames in the worst second', target: '60', measured: sorted.frames.worst, unit: '' },
    { what: 'list sorted by change: frames over 16.7 ms', target: '0', measured: sorted.frames.missed, unit: '%' },
    { what: 'main process, market, exchange, OMS: of one core', target: 'under 15', measured: cpu.of('Browser'), unit: '%', ...beside(still.cpu.of('Browser')) },
    { what: 'main process comes late to its work, p99', measured: delay.p99, unit: 'ms', ...beside(still.delay.p99) },
    { what: 'main process comes late to its work, worst', measured: delay.max, unit: 'ms', ...beside(still.delay.max) },
    { what: 'quotes that reached the page', target: `${Math.round(INSTRUMENTS / 3)}`, measured: delivery.perSecond, unit: 'quotes/s' },
    { what: `dropped of ${delivery.fed} quotes`, target: '0', measured: delivery.dropped, unit: '' },
  ];
}

async function memoryRows(env: NodeJS.ProcessEnv): Promise<Row[]> {
  const empty = (await startEmptyWindow(env, false)).memory;
  const demo = await measureDay(env, null);
  const whole = await measureDay(env, INSTRUMENTS);
  const one = (type: string): Row => ({
    what: `of it ${NAMES[type] ?? type}, working set`,
    measured: total(ofType(demo, type), 'workingSet'),
    unit: 'MB',
    peer: { name: EMPTY, measured: total(ofType(empty, type), 'workingSet') },
  });
  const both = (what: string, memory: readonly ProcessMemory[], of: 'workingSet' | 'share', target?: string): Row => ({
    what,
    ...(target === undefined ? {} : { target }),
    measured: total(memory, of),
    unit: 'MB',
    peer: { name: EMPTY, measured: total(empty, of) },
  });
  return [
    both('memory after a demo day, shared pages once', demo, 'share', 'under 400'),
    both('memory after a demo day, working sets', demo, 'workingSet', 'under 400'),
    ...Object.keys(NAMES).map(one),
    both(`memory after a day of ${INSTRUMENTS} instruments, shared pages once`, whole, 'share'),
    both(`memory after a day of ${INSTRUMENTS} instruments, working sets`, whole, 'workingSet'),
  ];
}

function ofType(memory: readonly ProcessMemory[], type: string): readonly ProcessMemory[] {
  return memory.filter((one) => one.type === type);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
