import { create } from 'zustand';
import { type AccessRow, type Credentials, type Duty } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';

/** What lies over the page for a user's own matters. */
export type AccessDialog = 'password' | 'users' | null;

/** Who sits before the screen, as the main process says. */
export const useAccess = create<AccessRow & { readonly dialog: AccessDialog }>(() => ({
  login: false,
  locked: false,
  user: null,
  duties: [],
  users: [],
  autoLockMinutes: null,
  dialog: null,
}));

export function takeAccess(row: AccessRow): void {
  useAccess.setState({ ...row, ...(row.locked ? { dialog: null } : {}) });
}

export function showAccessDialog(dialog: AccessDialog): void {
  useAccess.setState({ dialog });
}

/** Whether the person before the screen has the duty; without a login there is one who has them all. */
export function hasDuty({ login, duties }: Pick<AccessRow, 'login' | 'duties'>, duty: Duty): boolean {
  return !login || duties.includes(duty);
}

export async function lockScreen(): Promise<void> {
  await ask(bridge().lock());
}

export async function unlockScreen(credentials: Credentials): Promise<boolean> {
  return (await ask(bridge().unlock(credentials))) !== null;
}

export async function changePassword(old: string, next: string): Promise<boolean> {
  const done = await ask(bridge().changeLogin({ old, next }));
  if (done !== null) noticeDone('done.passwordChanged');
  return done !== null;
}

export async function saveUser(name: string, duties: readonly Duty[], password: string | null): Promise<boolean> {
  const done = await ask(bridge().saveUser({ name, duties: [...duties], password }));
  if (done !== null) noticeDone('done.userSaved', { user: name });
  return done !== null;
}

export async function removeUser(name: string): Promise<void> {
  const done = await ask(bridge().removeUser({ name }));
  if (done !== null) noticeDone('done.userRemoved', { user: name });
}

export async function setAutoLock(minutes: number | null): Promise<void> {
  await ask(bridge().setAutoLock({ minutes }));
}
