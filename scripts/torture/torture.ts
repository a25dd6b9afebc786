import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type FaultPlan } from '../../app/gateway/faults.ts';
import { type Random, seededRandom } from '../../core/kernel/random.ts';
import { faultsOf } from './check.ts';
import { ACCOUNTS, type Desk } from './day.ts';
import { KilledGateway } from './gateway.ts';
import { DOUBLED, fateOf, live } from './life.ts';
import { ORDER_STEPS } from './plug.ts';
import { type PowerLossResult, cutThePower } from './power-loss/power-loss.ts';
import { record } from './power-loss/record.ts';
import { prepareDay } from './prepare-day.ts';
import { type Programs } from './programs.ts';
import { KilledUploads } from './uploads.ts';

export interface TortureOptions {
  /** Ends after so many kills, or after so many seconds. */
  readonly kills: number;
  readonly seconds: number;
  readonly seed: number;
  /** Calls of the recorded terminal after which the power is cut. */
  readonly powerCuts: number;
}

export interface TortureResult {
  power: Omit<PowerLossResult, 'failures'>;
  rounds: number;
  /** SIGKILLs at a step of an order's or an upload's way, at a random moment, and of the gateway. */
  readonly kills: { step: number; random: number; gateway: number };
  /** Orders that the gateways took. */
  orders: number;
  seconds: number;
  readonly failures: string[];
}

/** How long the terminal whose disk is recorded trades in each of its lives. */
const RECORDED_LIFE_MS = 700;
/** Lives of each terminal before both sides' books are compared. */
const LIVES_PER_ROUND = 5;
/** A day begins anew after so many rounds, so that reading its journal does not become all there is to do. */
const ROUNDS_PER_DAY = 5;
const UPLOAD_KILLS_PER_DAY = 3;
/** A gateway that is to be killed from outside is, within so long of the round's beginning. */
const SHOT_WITHIN_MS = 2_000;

/** Kills until it has killed enough, and checks both sides after every round. */
export async function torture(programs: Programs, options: TortureOptions, tell: (line: string) => void): Promise<TortureResult> {
  const random = seededRandom(options.seed);
  const { failures, ...power } = cutThePower(await record(programs, RECORDED_LIFE_MS), options.powerCuts, options.seed);
  tell(`${power.disks} disks after ${power.moments} power cuts: ${power.kept} records and ${power.sent} orders relied on, ${failures.length} failures`);
  const result: TortureResult = { power, rounds: 0, kills: { step: 0, random: 0, gateway: 0 }, orders: 0, seconds: 0, failures };
  const began = performance.now();
  const enough = (): boolean => {
    result.seconds = Math.round((performance.now() - began) / 1000);
    return killsOf(result) >= options.kills || result.seconds >= options.seconds || result.failures.length > 0;
  };
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
  const { instrument, prevClose, quotes } = await prepareDay(folder);
  const gateway = new KilledGateway(programs.kaipan, folder, quotes, () => misbehaviour(random));
  await gateway.start();
  const tokens = await gateway.tokens();
  for (let round = 1; round <= ROUNDS_PER_DAY && !enough(); round += 1) {
    const desks = ACCOUNTS.map((account): Desk => ({ instrument, prevClose, folder, account, token: tokens[account] ?? '', url: gateway.url, seed: 1 }));
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

function ordersIn(store: string): number {
  const database = new Database(store, { readonly: true });
  const count = database.prepare("SELECT count(*) FROM inputs WHERE json ->> '$.kind' = 'submit'").pluck().get() as number;
  database.close();
  return count;
}
