import { resolve } from 'node:path';
import { gatewayAddress, isGatewayAccount } from '../../adapters/brokers/gateway/gateway-address.ts';
import { type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';

/** What this start of the app is for. */
export type Task =
  | { readonly kind: 'window' }
  /** Plays the demo day by itself in the real window, with pictures of every page in `outDir`. */
  | { readonly kind: 'unattended'; readonly outDir: string }
  /** Opens the window, writes a picture and the start-up times to `file` and `file`.png, and ends. */
  | { readonly kind: 'smoke'; readonly file: string };

export interface Arguments {
  /** Where settings and accounts are kept; null: where the system keeps them. */
  readonly dataDir: string | null;
  /** How many instruments the market of a new demo account has; null: as many as a demo has. */
  readonly demoInstruments: number | null;
  /** Folder of the recorded day to open; null: the demo. */
  readonly day: string | null;
  /** The account at a gateway to open; null: what was open last. */
  readonly gateway: GatewayArgument | null;
  readonly task: Task;
  /** Whoever starts the app also starts it again after a crash: no watcher of its own does. */
  readonly unwatched: boolean;
  /** When it was started again after a crash lately, in epoch milliseconds, by its watcher. */
  readonly crashes: readonly number[];
  /** How fast a market that is played was running when the app crashed, in session seconds per second; null: it was not. */
  readonly playing: number | null;
}

export interface GatewayArgument {
  readonly url: string;
  readonly account: string;
  /** JSON with each account's token, as `kaipan gateway serve` writes it; null: the token that the app has kept. */
  readonly tokenFile: string | null;
}

const OURS = /^--(data-dir|day|demo-unattended|smoke|token-file)=(.*)$/s;
const GATEWAY = /^--(gateway|account)=(.*)$/s;
const DEMO_INSTRUMENTS = /^--demo-instruments=(.*)$/s;
const COUNT = /^[1-9]\d{0,5}$/;
const PLAYING = /^--playing=([1-9]\d{0,5})$/;
const CRASHES = /^--crashes=(\d{1,15}(?:,\d{1,15})*)$/;

/**
 * Reads our own arguments; all others belong to Chromium and are none of our business. Nothing from a command line is
 * trusted beyond paths, what is read from them being checked like any file, and a number, which only makes an invented
 * market.
 */
export function parseArguments(argv: readonly string[], cwd: string): Result<Arguments, Refusal> {
  const named = valuesOf(argv, OURS);
  if (!named.ok) return named;
  const paths = new Map<string, string>();
  for (const [name, value] of named.value) {
    if (value === '' || value.includes('\0')) return refuse('argument.badPath', { argument: `--${name}` });
    paths.set(name, resolve(cwd, value));
  }
  return argumentsOf(paths, argv);
}

function argumentsOf(paths: ReadonlyMap<string, string>, argv: readonly string[]): Result<Arguments, Refusal> {
  const outDir = paths.get('demo-unattended');
  const file = paths.get('smoke');
  if (outDir !== undefined && file !== undefined) return refuse('argument.conflict', { argument: '--smoke' });
  const demoInstruments = demoInstrumentsOf(argv);
  if (!demoInstruments.ok) return demoInstruments;
  const gateway = gatewayOf(argv, paths.get('token-file') ?? null);
  if (!gateway.ok) return gateway;
  if (gateway.value !== null && paths.has('day')) return refuse('argument.conflict', { argument: '--day' });
  return ok({
    dataDir: paths.get('data-dir') ?? null,
    demoInstruments: demoInstruments.value,
    day: paths.get('day') ?? null,
    gateway: gateway.value,
    task: taskOf(outDir, file),
    unwatched: argv.includes('--unwatched'),
    ...watchersWord(argv),
  });
}

/** The arguments that have one of our names, each once. */
function valuesOf(argv: readonly string[], ours: RegExp): Result<ReadonlyMap<string, string>, Refusal> {
  const given = new Map<string, string>();
  for (const argument of argv) {
    const [, name, value] = ours.exec(argument) ?? [];
    if (name === undefined || value === undefined) continue;
    if (given.has(name)) return refuse('argument.twice', { argument: `--${name}` });
    given.set(name, value);
  }
  return ok(given);
}

function watchersWord(argv: readonly string[]): Pick<Arguments, 'crashes' | 'playing'> {
  return {
    crashes: argv.flatMap((argument) => CRASHES.exec(argument)?.[1]?.split(',').map(Number) ?? []),
    playing: argv.flatMap((argument) => PLAYING.exec(argument)?.[1] ?? []).map(Number)[0] ?? null,
  };
}

/** The arguments with which the same window is opened again. */
export function argumentsAgain({ dataDir, day, demoInstruments, gateway }: Arguments): readonly string[] {
  const named: readonly (readonly [name: string, value: string | number | null | undefined])[] = [
    ['data-dir', dataDir],
    ['day', day],
    ['demo-instruments', demoInstruments],
    ['gateway', gateway?.url],
    ['account', gateway?.account],
    ['token-file', gateway?.tokenFile],
  ];
  return named.flatMap(([name, value]) => (value === null || value === undefined ? [] : [`--${name}=${value}`]));
}

function demoInstrumentsOf(argv: readonly string[]): Result<number | null, Refusal> {
  const counts = argv.flatMap((argument) => DEMO_INSTRUMENTS.exec(argument)?.[1] ?? []);
  const [count] = counts;
  if (count === undefined) return ok(null);
  if (counts.length > 1) return refuse('argument.twice', { argument: '--demo-instruments' });
  return COUNT.test(count) ? ok(Number(count)) : refuse('argument.badNumber', { argument: '--demo-instruments' });
}

/** `--gateway=ADDRESS` and `--account=NAME`, both or none. */
function gatewayOf(argv: readonly string[], tokenFile: string | null): Result<GatewayArgument | null, Refusal> {
  const given = valuesOf(argv, GATEWAY);
  if (!given.ok) return given;
  const [address, account] = [given.value.get('gateway'), given.value.get('account')];
  if (address === undefined && account === undefined && tokenFile === null) return ok(null);
  if (address === undefined) return refuse('argument.missing', { argument: '--gateway' });
  if (account === undefined || !isGatewayAccount(account)) return refuse('argument.badAccount', { argument: '--account' });
  const url = gatewayAddress(address);
  return url.ok ? ok({ url: url.value, account, tokenFile }) : refuse('argument.badAddress', { argument: '--gateway' });
}

function taskOf(outDir: string | undefined, file: string | undefined): Task {
  if (outDir !== undefined) return { kind: 'unattended', outDir };
  return file === undefined ? { kind: 'window' } : { kind: 'smoke', file };
}
