import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { run } from '../../app/cli/program.ts';
import { type FaultPlan } from '../../app/gateway/faults.ts';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { type Random, seededRandom } from '../../core/kernel/random.ts';
import { price } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { faultsOf } from './check.ts';
import { ACCOUNTS, type Desk, openingOf } from './day.ts';
import { KilledGateway } from './gateway.ts';
import { type Pull, STEPS } from './plug.ts';

export interface TortureOptions {
  /** Ends after so many kills, or after so many seconds. */
  readonly kills: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface TortureResult {
  rounds: number;
  /** SIGKILLs of terminals at a step of an order's way, of terminals at a random moment, and of the gateway. */
  readonly kills: { step: number; random: number; gateway: number };
  /** Orders that the gateways took. */
  orders: number;
  seconds: number;
  readonly failures: string[];
}

const TERMINAL = new URL('terminal.ts', import.meta.url).pathname;
/** Compiled once: most of a short life would else be spent on it. */
const CHILD_ENV = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'kaipan-torture-compiled') };
const DOUBLED = 9;
/** A day begins anew after so many rounds, so that reading its journal does not become all there is to do. */
const ROUNDS_PER_DAY = 25;
const LONGEST_LIFE_MS = 1_500;
const LONGEST_START_MS = 10_000;

/** Kills until it has killed enough, and checks both sides after every round. */
export async function torture(options: TortureOptions, tell: (line: string) => void): Promise<TortureResult> {
  const random = seededRandom(options.seed);
  const result: TortureResult = { rounds: 0, kills: { step: 0, random: 0, gateway: 0 }, orders: 0, seconds: 0, failures: [] };
  const began = performance.now();
  const enough = (): boolean => {
    result.seconds = Math.round((performance.now() - began) / 1000);
    return killsOf(result) >= options.kills || result.seconds >= options.seconds || result.failures.length > 0;
  };
  while (!enough()) {
    await tortureDay(random, result, enough);
    tell(`${killsOf(result)} kills, ${result.rounds} rounds, ${result.orders} orders, ${result.failures.length} failures`);
  }
  for (const failure of result.failures) tell(failure);
  return result;
}

function killsOf({ kills }: TortureResult): number {
  return kills.step + kills.random + kills.gateway;
}

async function tortureDay(random: Random, result: TortureResult, enough: () => boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaipan-torture-'));
  const listed = await prepare(folder);
  const gateway = new KilledGateway(folder, join(folder, 'demo', 'demo.quotes.csv'), () => misbehaviour(random));
  await gateway.start();
  const tokens = await gateway.tokens();
  let orders = 0;
  for (let round = 1; round <= ROUNDS_PER_DAY && !enough(); round += 1) {
    const desks = ACCOUNTS.map((account): Desk => ({ ...listed, folder, account, token: tokens[account] ?? '', url: gateway.url, seed: Math.floor(random() * 1e9) }));
    const before = gateway.kills;
    const shot = random() < 0.3 ? setTimeout(() => gateway.kill(), random() * LONGEST_LIFE_MS) : null;
    await Promise.all(desks.map((desk) => live(desk, fateOf(random), result)));
    if (shot !== null) clearTimeout(shot);
    for (const desk of desks) result.failures.push(...(await faultsOf(desk, gateway.store)));
    orders = ordersIn(gateway.store);
    result.kills.gateway += gateway.kills - before;
    result.rounds += 1;
  }
  result.orders += orders;
  await gateway.stop();
  if (result.failures.length === 0) rmSync(folder, { recursive: true });
  else result.failures.push(`what is left of it lies in ${folder}`);
}

/** One life of a terminal, to its end. */
async function live(desk: Desk, { pull, ms, early }: Fate, { kills, failures }: TortureResult): Promise<void> {
  const child = spawn(process.execPath, [TERMINAL, JSON.stringify({ desk, pull })], { stdio: ['ignore', 'pipe', 'inherit'], env: CHILD_ENV });
  const shoot = (): void => {
    child.kill('SIGKILL');
  };
  const timers = [setTimeout(shoot, early ? ms : LONGEST_START_MS)];
  // It has begun to trade.
  child.stdout.once('data', () => {
    clearTimeout(timers.pop());
    timers.push(setTimeout(shoot, pull === null ? ms : LONGEST_LIFE_MS));
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timers.pop());
  if (signal === 'SIGKILL') kills[child.killed ? 'random' : 'step'] += 1;
  else failures.push(code === DOUBLED ? `${desk.account}: an order was made twice` : `${desk.account}: the terminal ended with ${code ?? signal}`);
}

/** How a terminal ends: at a step, or so many milliseconds after it began to trade, or (`early`) after it was started. */
interface Fate {
  readonly pull: Pull | null;
  readonly ms: number;
  readonly early: boolean;
}

/** Three of four die at a step, the others at any moment, their start among them. */
function fateOf(random: Random): Fate {
  const step = STEPS[Math.floor(random() * STEPS.length)] ?? 'afterIntent';
  const atRandom = random() < 0.25;
  const pull = atRandom ? null : { step, nth: 1 + Math.floor(random() * 12) };
  return { pull, ms: random() * LONGEST_LIFE_MS, early: atRandom && random() < 0.3 };
}

function misbehaviour(random: Random): Partial<FaultPlan> {
  const some = (most: number): number => (random() < 0.5 ? 0 : random() * most);
  return {
    seed: Math.floor(random() * 1e9),
    delayMs: random() < 0.5 ? 0 : 10,
    drop: some(0.03),
    duplicate: some(0.1),
    reorder: some(0.05),
    truncate: some(0.02),
    halfOpen: some(0.003),
    crashBeforeCommit: some(0.004),
    crashAfterCommit: some(0.004),
  };
}

/** A market of one instrument, and what every account holds in it. */
async function prepare(folder: string): Promise<Pick<Desk, 'instrument' | 'prevClose'>> {
  const demo = join(folder, 'demo');
  mkdirSync(demo);
  await run(['demo', '--out', demo, '--instruments', '1', '--lines', '1'], { cwd: folder, stdout: () => undefined, stderr: () => undefined });
  const [header = '', row = ''] = readFileSync(join(demo, 'demo.quotes.csv'), 'utf8').split('\n', 2);
  const cell = (name: string): string => row.split(',')[header.split(',').indexOf(name)] ?? '';
  const listed = { instrument: cell('instrument') as InstrumentId, prevClose: price(Math.round(Number(cell('prev_close')) * 10_000)) };
  writeFileSync(join(folder, 'opening.json'), accountFile(openingOf(listed)));
  return listed;
}

function accountFile({ cash, positions }: ReturnType<typeof openingOf>): string {
  const holdings = positions.map(({ instrument, quantity, sellable, cost }) => ({ instrument, quantity, sellable, cost: formatYuan(price(cost / quantity)) }));
  return JSON.stringify({ cash: formatYuan(cash), positions: holdings });
}

function ordersIn(store: string): number {
  const database = new Database(store, { readonly: true });
  const count = database.prepare("SELECT count(*) FROM inputs WHERE json ->> '$.kind' = 'submit'").pluck().get() as number;
  database.close();
  return count;
}
