import { type Actor } from '../../../core/kernel/ids.ts';
import { type Refusal, type Result, err, ok, refusal, refuse } from '../../../core/kernel/result.ts';
import { type AccessRow, type Credentials, type Duty } from '../../preload/contract.ts';
import { FailedLogins } from './failed-logins.ts';
import { type PasswordHasher } from './password.ts';
import { type Right } from './rights.ts';
import { type User, type UserFile, type Users } from './users.ts';

/** Who gives the commands while no users are defined: the one person whose machine it is. */
export const OWNER = 'trader' as Actor;
/** Who stops something on a locked screen: nobody knows. */
const LOCKED_SCREEN = 'locked screen' as Actor;

const LEAST_PASSWORD = 8;

export interface AccessParts {
  readonly file: Pick<UserFile, 'read' | 'write'>;
  readonly hasher: PasswordHasher;
  readonly now: () => number;
}

export interface NewUser {
  readonly name: string;
  readonly duties: readonly Duty[];
  /** Null: a user who is there keeps the old one. */
  readonly password: string | null;
}

/**
 * Who sits before the screen and what they may do. Without users there is one owner without a password who may do
 * everything; the first user turns the login on. Stopping and cancelling need nobody's leave.
 */
export class Access {
  readonly #file: AccessParts['file'];
  readonly #hasher: PasswordHasher;
  readonly #failures: FailedLogins;
  readonly #listeners = new Set<() => void>();
  /** Null: the file cannot be read, and nobody can log in. */
  #users: Users | null;
  /** Null: locked. */
  #current: User | null = null;

  constructor({ file, hasher, now }: AccessParts) {
    this.#file = file;
    this.#hasher = hasher;
    this.#failures = new FailedLogins(now);
    this.#users = file.read();
  }

  get locked(): boolean {
    return this.#login && this.#current === null;
  }

  /** Null: the app never locks itself. */
  get autoLockMinutes(): number | null {
    return this.#users?.autoLockMinutes ?? null;
  }

  row(): AccessRow {
    const users = (this.#users?.users ?? []).map(({ name, duties }) => ({ name, duties }));
    return {
      login: this.#login,
      locked: this.locked,
      user: this.#current?.name ?? null,
      duties: this.#current?.duties ?? [],
      users,
      autoLockMinutes: this.autoLockMinutes,
    };
  }

  /** Whose name stands on what is asked for now. */
  actor(): Actor {
    if (!this.#login) return OWNER;
    return this.#current === null ? LOCKED_SCREEN : (this.#current.name as Actor);
  }

  allows(right: Right): Result<void, Refusal> {
    if (right === 'anyone' || !this.#login) return ok(undefined);
    if (this.#current === null) return refuse('access.locked');
    const may = right === 'viewer' || this.#current.duties.includes(right);
    return may ? ok(undefined) : refuse('access.notAllowed', { user: this.#current.name, duty: right });
  }

  lock(): Result<void, Refusal> {
    if (!this.#login) return refuse('access.noUsers');
    this.#become(null);
    return ok(undefined);
  }

  async unlock(credentials: Credentials): Promise<Result<void, Refusal>> {
    const known = await this.#verified(credentials);
    if (!known.ok) return known;
    this.#become(known.value);
    return ok(undefined);
  }

  /** A second person with a duty of theirs agrees to what somebody else is about to do. */
  async agree(credentials: Credentials, duty: Duty): Promise<Result<Actor, Refusal>> {
    const known = await this.#verified(credentials);
    if (!known.ok) return known;
    const { name, duties } = known.value;
    if (name === this.#current?.name) return refuse('access.samePerson', { user: name });
    return duties.includes(duty) ? ok(name as Actor) : refuse('access.notAllowed', { user: name, duty });
  }

  async changePassword(old: string, next: string): Promise<Result<void, Refusal>> {
    if (this.#current === null) return refuse('access.noUsers');
    const known = await this.#verified({ name: this.#current.name, password: old });
    if (!known.ok) return known;
    return this.saveUser({ ...known.value, password: next });
  }

  /** Adds a user, or changes one; the first must be able to manage the others, and is logged in. */
  async saveUser({ name, duties, password }: NewUser): Promise<Result<void, Refusal>> {
    const before = this.#users?.users.find((user) => user.name === name);
    if (password === null && before === undefined) return refuse('access.needsPassword', { user: name });
    if (password !== null && password.length < LEAST_PASSWORD) return refuse('access.shortPassword', { least: LEAST_PASSWORD });
    const hash = password === null ? (before?.hash ?? '') : await this.#hasher.hash(password);
    const user: User = { name, duties: [...duties], hash };
    const first = !this.#login;
    const saved = this.#keep((users) => [...users.filter((other) => other.name !== name), user]);
    if (saved.ok && (first || this.#current?.name === name)) this.#become(user);
    return saved;
  }

  removeUser(name: string): Result<void, Refusal> {
    if (name === this.#current?.name) return refuse('access.removesOneself', { user: name });
    return this.#keep((users) => users.filter((user) => user.name !== name));
  }

  setAutoLock(minutes: number | null): Result<void, Refusal> {
    if (this.#users === null) return err(UNREADABLE);
    this.#write({ ...this.#users, autoLockMinutes: minutes });
    return ok(undefined);
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  get #login(): boolean {
    return this.#users === null || this.#users.users.length > 0;
  }

  async #verified({ name, password }: Credentials): Promise<Result<User, Refusal>> {
    if (this.#users === null) return err(UNREADABLE);
    const waitMs = this.#failures.waitMs(name);
    if (waitMs > 0) return refuse('access.wait', { waitMs });
    // Counted before the answer is known: many tries at once are as many failures.
    this.#failures.fail(name);
    const user = this.#users.users.find((one) => one.name === name);
    if (user === undefined || !(await this.#hasher.verify(user.hash, password))) return refuse('access.wrongPassword');
    this.#failures.succeed(name);
    return ok(user);
  }

  #keep(change: (users: readonly User[]) => User[]): Result<void, Refusal> {
    if (this.#users === null) return err(UNREADABLE);
    const users = change(this.#users.users);
    if (!users.some(({ duties }) => duties.includes('riskOfficer'))) return refuse('access.needsRiskOfficer');
    this.#write({ ...this.#users, users });
    return ok(undefined);
  }

  #write(users: Users): void {
    this.#file.write(users);
    this.#users = users;
    this.#tell();
  }

  #become(user: User | null): void {
    this.#current = user;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const UNREADABLE = refusal('access.usersUnreadable');
