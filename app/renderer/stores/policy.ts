import { create } from 'zustand';
import { type Credentials, type PolicyCheckRow, type PolicyJson, type PolicyRow, type PolicyVersionRow, type Refusal } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { type PolicyDraft, draftOf, policyJsonOf } from './policy-draft.ts';

/** How long one may go on typing before what was typed is judged. */
const PAUSE_MS = 250;

export interface PolicyUi {
  /** What holds; asked for when the editor or the history is opened. */
  readonly held: PolicyRow | null;
  /** Null: nothing is being edited. */
  readonly draft: PolicyDraft | null;
  /** What the draft is worth; null while that is being found out. */
  readonly check: PolicyCheckRow | null;
  readonly historyOpen: boolean;
  /** What was wrong with a file. */
  readonly fileProblem: Refusal | null;
  readonly saving: boolean;
}

const CLOSED: PolicyUi = { held: null, draft: null, check: null, historyOpen: false, fileProblem: null, saving: false };

export const usePolicy = create<PolicyUi>(() => CLOSED);

async function fetched(): Promise<PolicyRow | null> {
  const answer = await ask(bridge().policy());
  return answer?.value ?? null;
}

/** Begins a change of the policy that holds. One that nobody has chosen becomes one's own. */
export async function editPolicy(): Promise<void> {
  const held = await fetched();
  if (held === null) return;
  usePolicy.setState({ ...CLOSED, held });
  const { policy } = held;
  takePolicy(policy['template'] === 'none' ? { ...policy, template: 'own' } : policy);
}

export async function openHistory(): Promise<void> {
  const held = await fetched();
  if (held !== null) usePolicy.setState({ held, historyOpen: true });
}

export function closeHistory(): void {
  usePolicy.setState({ historyOpen: false });
}

export function closePolicy(): void {
  usePolicy.setState(CLOSED);
}

/** Puts a whole policy into the editor: a template, a file's, or an earlier version. */
export function takePolicy(policy: PolicyJson): void {
  const { held } = usePolicy.getState();
  if (held === null) return;
  setDraft(draftOf(policy, held.templates.cautious));
}

/** Begins a change that goes back to an earlier version; it becomes a version of its own. */
export function goBackTo({ policy }: PolicyVersionRow): void {
  usePolicy.setState({ historyOpen: false });
  takePolicy(policy);
}

export function typePolicy(path: string, text: string): void {
  const { draft } = usePolicy.getState();
  if (draft !== null) setDraft({ ...draft, texts: { ...draft.texts, [path]: text } });
}

/** Turns a rule or a watch on or off, by its path. */
export function switchPart(part: string, on: boolean): void {
  const { draft } = usePolicy.getState();
  if (draft === null) return;
  const parts = new Set(draft.on);
  if (on) parts.add(part);
  else parts.delete(part);
  setDraft({ ...draft, on: parts });
}

let timer: ReturnType<typeof setTimeout> | undefined;

function setDraft(draft: PolicyDraft): void {
  usePolicy.setState({ draft, check: null, fileProblem: null });
  clearTimeout(timer);
  timer = setTimeout(() => void judge(draft), PAUSE_MS);
}

async function judge(draft: PolicyDraft): Promise<void> {
  const answer = await ask(bridge().checkPolicy({ policy: policyJsonOf(draft) }));
  if (answer !== null && usePolicy.getState().draft === draft) usePolicy.setState({ check: answer.value });
}

/** Puts the draft in force. */
export async function savePolicy(reason: string, second: Credentials | null): Promise<void> {
  const { draft, held } = usePolicy.getState();
  if (draft === null || held === null) return;
  usePolicy.setState({ saving: true });
  const answer = await ask(bridge().changePolicy({ policy: policyJsonOf(draft), base: held.version, reason, second }));
  usePolicy.setState({ saving: false });
  if (answer === null) return;
  closePolicy();
  noticeDone('done.policyChanged', { version: held.version + 1 });
}

export async function importPolicy(): Promise<void> {
  const answer = await ask(bridge().importPolicy());
  const file = answer?.value ?? null;
  if (file === null) return;
  if ('problem' in file) usePolicy.setState({ fileProblem: file.problem });
  else takePolicy(file.policy);
}

/** Writes the policy that holds, or the draft of another, to a file. */
export async function exportPolicy(): Promise<void> {
  const { draft } = usePolicy.getState();
  const policy = draft === null ? (await fetched())?.policy : policyJsonOf(draft);
  if (policy === undefined) return;
  const answer = await ask(bridge().exportPolicy({ policy }));
  if (answer?.value.saved === true) noticeDone('done.policyExported', {});
}
