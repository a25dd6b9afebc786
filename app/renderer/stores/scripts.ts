import { create } from 'zustand';
import { type Refusal, type RequestPayload, type ScriptCheckRow, type ScriptRow, type TrialRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone, noticeRefusal } from './notices.ts';
import { showPage } from './ui.ts';

/** How long nobody has typed before the text is checked, in milliseconds. */
const CHECK_AFTER_MS = 800;

export interface Scripts {
  readonly scripts: readonly ScriptRow[];
  /** The script in the editor; null: none. */
  readonly open: string | null;
  /** The text in the editor. */
  readonly draft: string;
  readonly trial: TrialRow | null;
  /** What kept a trial from beginning, or the account from taking a text. */
  readonly problem: Refusal | null;
  readonly busy: boolean;
  /** What the last check of the text in the editor found wrong with it. */
  readonly found: Refusal | null;
}

export const useScripts = create<Scripts>(() => ({ scripts: [], open: null, draft: '', trial: null, problem: null, busy: false, found: null }));

/** The script in the editor as it is saved; undefined: it was never saved. */
export function savedScript({ scripts, open }: Scripts): ScriptRow | undefined {
  return scripts.find(({ name }) => name === open);
}

export function isChanged(state: Scripts): boolean {
  return state.open !== null && savedScript(state)?.source !== state.draft;
}

export async function readScripts(): Promise<void> {
  const listed = await ask(bridge().listScripts());
  if (listed !== null) useScripts.setState({ scripts: listed.value });
}

export function openScript({ name, source }: Pick<ScriptRow, 'name' | 'source'>): void {
  useScripts.setState({ open: name, draft: source, trial: null, problem: null, found: null });
  checkSoon();
}

/** Shows a script on its page, as it is saved, or as it is being edited there. */
export async function showScript(name: string): Promise<void> {
  showPage('scripts');
  await readScripts();
  const { scripts, open } = useScripts.getState();
  const script = scripts.find((one) => one.name === name);
  if (script !== undefined && open !== name) openScript(script);
}

/** Begins a script from a text, under a name that no other has. */
export function newScript(base: string, source: string): void {
  const { scripts } = useScripts.getState();
  const taken = new Set(scripts.map(({ name }) => name));
  let name = base;
  for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}`;
  openScript({ name, source });
}

export function editDraft(draft: string): void {
  useScripts.setState({ draft });
  checkSoon();
}

let checking: ReturnType<typeof setTimeout> | undefined;

/** Once nobody has typed for a moment. */
function checkSoon(): void {
  clearTimeout(checking);
  checking = setTimeout(() => void checkDraft(), CHECK_AFTER_MS);
}

/** Puts the text in the editor through an invented day; null: it was changed meanwhile, or cannot be asked about. */
export async function checkDraft(): Promise<ScriptCheckRow | null> {
  const state = useScripts.getState();
  const { open: name, draft: source } = state;
  if (name === null) return null;
  const checked = await bridge().checkScript({ name, file: fileOf(state, name), source, params: {} });
  if (!checked.ok || useScripts.getState().draft !== source) return null;
  useScripts.setState({ found: checked.value.problem });
  return checked.value;
}

/** Checks at the trader's word, and says what it found. */
export async function checkNow(): Promise<void> {
  const { open: script } = useScripts.getState();
  const checked = await checkDraft();
  if (checked === null) return;
  if (checked.problem === null) noticeDone('script.checked', { script, kind: checked.kind });
  else noticeRefusal(checked.problem);
}

function fileOf(state: Scripts, name: string): string {
  return savedScript(state)?.file ?? `${name}.ts`;
}

/** Saves what is in the editor; says whether it is saved. */
export async function saveDraft(): Promise<boolean> {
  const state = useScripts.getState();
  const { open: name, draft: source } = state;
  if (name === null || state.busy) return false;
  const saved = await ask(bridge().saveScript({ name, file: fileOf(state, name), source }));
  if (saved === null) return false;
  useScripts.setState({ problem: saved.value.problem });
  if (saved.value.problem === null) noticeDone('script.saved', { script: name });
  await readScripts();
  return true;
}

/** Tries the text in the editor, saved first, on a recorded day. */
export async function tryDraft(asked: Omit<RequestPayload<'tryScript'>, 'name'>): Promise<void> {
  const { open: name } = useScripts.getState();
  if (name === null || !(await saveDraft())) return;
  useScripts.setState({ busy: true, trial: null, problem: null });
  const tried = await bridge().tryScript({ name, ...asked });
  useScripts.setState(tried.ok ? { busy: false, trial: tried.value } : { busy: false, problem: tried.error });
  await readScripts();
}
