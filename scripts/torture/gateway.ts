import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type FaultPlan } from '../../app/gateway/faults.ts';
import { ACCOUNTS, DATE } from './day.ts';
import { CHILD_ENV } from './life.ts';

/** The command `gateway serve` in a process of its own, begun again at the same port whenever it is killed. */
export class KilledGateway {
  readonly #kaipan: string;
  readonly #folder: string;
  readonly #quotes: string;
  readonly #plan: () => Partial<FaultPlan>;
  #process: ChildProcess | null = null;
  #port = '0';
  #over = false;
  /** How often it was killed, by itself or from outside. */
  kills = 0;

  /** `kaipan`: the command line, as a file. `plan`: how it misbehaves, asked whenever it starts. */
  constructor(kaipan: string, folder: string, quotes: string, plan: () => Partial<FaultPlan>) {
    this.#kaipan = kaipan;
    this.#folder = folder;
    this.#quotes = quotes;
    this.#plan = plan;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  get store(): string {
    return join(this.#folder, `${DATE}.gateway.db`);
  }

  async start(): Promise<void> {
    writeFileSync(join(this.#folder, 'faults.json'), JSON.stringify(this.#plan()));
    const accounts = ACCOUNTS.flatMap((account) => ['--account', `${account}=${join(this.#folder, 'opening.json')}`]);
    const day = ['--date', DATE, '--quotes', this.#quotes, '--market', 'book', '--from', '09:31:00', '--data', this.#folder];
    const args = [this.#kaipan, 'gateway', 'serve', ...day, ...accounts, '--port', this.#port, '--faults', join(this.#folder, 'faults.json')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: CHILD_ENV });
    this.#process = child;
    child.once('exit', () => {
      if (this.#over) return;
      this.kills += 1;
      void this.start();
    });
    for await (const line of createInterface(child.stdout)) {
      this.#port = new URL((JSON.parse(line) as { readonly url: string }).url).port;
      return;
    }
  }

  async tokens(): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await readFile(join(this.#folder, 'tokens.json'), 'utf8')) as Readonly<Record<string, string>>;
  }

  kill(): void {
    this.#process?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#over = true;
    const child = this.#process;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
}
