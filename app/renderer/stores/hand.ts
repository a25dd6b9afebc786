import { type Credentials, type LineRow, type RequestPayload } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';

type LineDeed = 'skipLine' | 'restoreLine' | 'pauseLine' | 'resumeLine' | 'finishLine' | 'forceLine' | 'holdLine';

/** What the trader says to what they do, where they say something. */
function said(reason: string): { readonly reason?: string } {
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}

/** Asks the same of several lines, one after the other, up to the first refusal. */
async function askEach(chosen: readonly LineRow[], deed: LineDeed, reason = ''): Promise<void> {
  for (const { id } of chosen) {
    if ((await ask(bridge()[deed]({ id, ...said(reason) }))) === null) return;
  }
}

type DoToLines = (chosen: readonly LineRow[], reason?: string) => Promise<void>;

export const skip: DoToLines = (chosen, reason) => askEach(chosen, 'skipLine', reason);
export const restore: DoToLines = (chosen, reason) => askEach(chosen, 'restoreLine', reason);
export const finish: DoToLines = (chosen, reason) => askEach(chosen, 'finishLine', reason);
export const force: DoToLines = (chosen, reason) => askEach(chosen, 'forceLine', reason);
export const hold: DoToLines = (chosen, reason) => askEach(chosen, 'holdLine', reason);

/** Pauses the lines, or resumes them when all are paused. */
export const togglePaused: DoToLines = (chosen, reason) =>
  askEach(chosen, chosen.every((line) => line.paused) ? 'resumeLine' : 'pauseLine', reason);

/** The trader's yes to a rule that asks; it needs a reason, and a second person where the policy says so. */
export async function release({ id }: LineRow, rule: string, reason: string, second: Credentials | null): Promise<void> {
  await ask(bridge().overrideRule({ id, rule, reason: reason.trim(), second }));
}

/** Takes back the last thing that the trader did. */
export async function undo(): Promise<void> {
  if ((await ask(bridge().undo())) !== null) noticeDone('done.undone');
}

export type LineEdit = Omit<RequestPayload<'editLine'>, 'reason'>;

export async function editLine(edit: LineEdit, reason: string): Promise<boolean> {
  return (await ask(bridge().editLine({ ...edit, ...said(reason) }))) !== null;
}

/** How the account's plans are approved from now on. */
export async function setApproval(mode: RequestPayload<'setApproval'>['mode']): Promise<void> {
  await ask(bridge().setApproval({ mode }));
}
