import { create } from 'zustand';
import { type RequestPayload, type RotationRow, type StrategiesRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';

export type StrategySettingsInput = RequestPayload<'followStrategy'>['settings'];
export type HoldingsInput = RequestPayload<'unfollowStrategy'>['holdings'];
export type StrategyTable = 'targets' | 'changes';

/** What the trader is about to give a reason for. */
export type StrategyDialog =
  | { readonly kind: 'leave'; readonly strategy: string }
  | { readonly kind: 'switch'; readonly from: string }
  | { readonly kind: 'net'; readonly instrument: string };

export interface StrategiesUi {
  /** Null: not read yet. */
  readonly row: StrategiesRow | null;
  /** The strategy that is looked at; null: none. */
  readonly selected: string | null;
  readonly table: StrategyTable;
  readonly dialog: StrategyDialog | null;
}

export const useStrategies = create<StrategiesUi>(() => ({ row: null, selected: null, table: 'targets', dialog: null }));

/** Answers to older questions are dropped. */
let asked = 0;

/** Reads all of it anew; what is looked at stays, and where nothing is, the first strategy comes into sight. */
export async function readStrategies(): Promise<void> {
  asked += 1;
  const question = asked;
  const { selected } = useStrategies.getState();
  const read = await ask(bridge().strategies({ detail: selected }));
  if (read === null || question !== asked) return;
  useStrategies.setState({ row: read.value });
  const [first] = read.value.strategies;
  if (first !== undefined && !read.value.strategies.some(({ id }) => id === selected)) select(first.id);
}

export function select(strategy: string): void {
  useStrategies.setState({ selected: strategy });
  void readStrategies();
}

export function showStrategyTable(table: StrategyTable): void {
  useStrategies.setState({ table });
}

export function askStrategy(dialog: StrategyDialog | null): void {
  useStrategies.setState({ dialog });
}

export async function follow(strategy: string, settings: StrategySettingsInput, reason: string): Promise<boolean> {
  return readAfter(await ask(bridge().followStrategy({ strategy, settings, reason })), 'done.strategySet', { strategy });
}

export async function leave(strategy: string, holdings: HoldingsInput, reason: string): Promise<boolean> {
  return readAfter(await ask(bridge().unfollowStrategy({ strategy, holdings, reason })), 'done.strategyLeft', { strategy });
}

/** What going over would do now; null: it cannot be done, and the trader has been told why. */
export async function previewSwitch(from: string, to: string): Promise<RotationRow | null> {
  return (await ask(bridge().previewSwitch({ from, to })))?.value ?? null;
}

export async function switchTo(from: string, to: string, reason: string): Promise<boolean> {
  const done = await readAfter(await ask(bridge().switchStrategy({ from, to, reason })), 'done.strategySwitched', { from, to });
  if (done) select(to);
  return done;
}

export async function netInternally(instrument: string, reason: string): Promise<boolean> {
  return readAfter(await ask(bridge().netInternally({ instrument, reason })), 'done.netted', { instrument });
}

export async function replan(): Promise<void> {
  await readAfter(await ask(bridge().replan()), 'done.replanned', {});
}

/** Tells of what was done and reads anew; false: it was refused. */
async function readAfter(answer: { readonly value: null } | null, code: string, params: Readonly<Record<string, string>>): Promise<boolean> {
  if (answer === null) return false;
  noticeDone(code, params);
  await readStrategies();
  return true;
}
