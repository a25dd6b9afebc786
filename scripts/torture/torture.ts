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
import { DOUBLED, fateOf, live } from './life.ts';
import { ORDER_STEPS } from './plug.ts';
import { type Programs, buildPrograms } from './programs.ts';
import { KilledUploads } from './uploads.ts';

export interface TortureOptions {
  /** Ends after so many kills, or after so many seconds. */
  readonly kills: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface TortureResult {
  rounds: number;
  /** SIGKILLs at a step of an order's or an upload's way, at a random moment, and of the gateway. */
  readonly kills: { step: number; random: number; gateway: number };
  /** Orders that the gateways took. */
  orders: number;
  seconds: number;
  readonly failures: string[];
}

/** Lives of each terminal before both sides' books are compared. */
const LIVES_PER_ROUND = 5;
/** A day begins anew after so many rounds, so that reading its journal does not become all there is to do. */
const ROUNDS_PER_DAY = 5;
const UPLOAD_KILLS_PER_DAY = 3;
/** A gateway that is to be killed from outside is, within so long of the round's beginning. */
const SHOT_WITHIN_MS = 2_000;

/** Kills until it has killed enough, and checks both sides after every round. */
export async function torture(options: TortureOptions, tell: (line: string) => void): Promise<TortureResult> {
  const random = seededRandom(options.seed);
  const result: TortureResult = { rounds: 0, kills: { step: 0, random: 0, gateway: 0 }, orders: 0, seconds: 0, failures: [] };
  const began = performance.now();
  const enough = (): boolean => {
    result.seconds = Math.round((performance.now() - began) / 1000);
    return killsOf(result) >= options.kills || result.seconds >= options.seconds || result.failures.length > 0;
  };
  const programs = await buildPrograms();
  const uploads = await KilledUploads.start(programs);
  while (!enough()) {
    await tortureDay(programs, random, result, enough);
    await Promise.all(ACCOUNTS.map((account) => upload(uploads, account, random, result)));
    tell(`${killsOf(result)} kills, ${result.rounds} rounds, ${result.orders} orders, ${result.seconds} s, ${result.failures.length} failures`);
  }
  result.failures.push(...(await uploads.end()));
  for (const failure of result.failures) tell(failure);
  return result;
}

function killsOf({ kills }: TortureResult): number {
  return kills.step + kills.random + kills.gateway;
}

async function tortureDay(programs: Programs, random: Random, result: TortureResult, enough: () => boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kaipan-torture-'));
  const listed = await prepare(folder);
  const gateway = new KilledGateway(programs.kaipan, folder, join(folder, 'demo', 'demo.quotes.csv'), () => misbehaviour(random));
  await gateway.start();
  const tokens = await gateway.tokens();
  for (let round = 1; round <= ROUNDS_PER_DAY && !enough(); round += 1) {
    const desks = ACCOUNTS.map((account): Desk => ({ ...listed, folder, account, token: tokens[account] ?? '', url: gateway.url, seed: 1 }));
    const before = gateway.kills;
    const shot = random() < 0.5 ? setTimeout(() => gateway.kill(), random() * SHOT_WITHIN_MS) : null;
    await Promise.all(desks.map((desk) => lives(programs.terminal, desk, random, result)));
    if (shot !== null) clearTimeout(shot);
    const faults = await Promise.all(desks.map((desk) => faultsOf(desk, gateway.store)));
    result.failures.push(...faults.flat());
    result.kills.gateway += gateway.kills - before;
    result.rounds += 1;
  }
  result.orders += ordersIn(gateway.store);
  await gateway.stop();
  if (result.failures.length === 0) rmSync(folder, { recursive: true });
  else result.failures.push(`what is left of it lies in ${folder}`);
}

/** A terminal that is killed and begun anew, again and again. */
async function lives(program: string, desk: Desk, random: Random, result: TortureResult): Promise<void> {
  for (let life = 1; life <= LIVES_PER_ROUND; life += 1) {
    const seed = Math.floor(random() * 1e9);
    const end = await live(program, { desk: { ...desk, seed } }, fateOf(random, ORDER_STEPS));
    if (typeof end === 'string') result.kills[end] += 1;
    else result.failures.push(end.code === DOUBLED ? `${desk.account}: an order was made twice` : `${desk.account}: the terminal ended with ${end.code}`);
  }
}

async function upload(uploads: KilledUploads, account: string, random: Random, { kills, failures }: TortureResult): Promise<void> {
  for (const end of await uploads.upload(account, UPLOAD_KILLS_PER_DAY, random)) {
    if (typeof end === 'string') kills[end] += 1;
    else if (end.code !== 0) failures.push(`${account}: the upload ended with ${end.code}`);
  }
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
