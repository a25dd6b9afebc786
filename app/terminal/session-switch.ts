import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { type Session, type SessionChange } from './session.ts';

export type OpenSession = () => Result<Session, Refusal>;

/**
 * Goes from account to account. Everybody keeps {@link session}, which stands for whichever is open: what is asked of it is
 * asked of that one, and who listens to it hears every one of them.
 */
export class SessionSwitch {
  readonly session: Session;
  readonly #listeners = new Set<(change: SessionChange) => void>();
  #current: Session;
  /** Opens the account at hand, for coming back to it. */
  #open: OpenSession;

  private constructor(first: Session, open: OpenSession) {
    this.#current = first;
    this.#open = open;
    this.#follow(first);
    this.session = new Proxy(first, { get: (_, name) => this.#member(name), has: (_, name) => name in this.#current });
  }

  static open(open: OpenSession): Result<SessionSwitch, Refusal> {
    const first = open();
    return first.ok ? ok(new SessionSwitch(first.value, open)) : first;
  }

  /**
   * Leaves the account at hand where it stands and goes over to another, which may be the same one reached by another way.
   * Refused: that cannot be opened, and the first is open again.
   */
  async change(open: OpenSession): Promise<Result<void, Refusal>> {
    await this.#current.close();
    const opened = open();
    const current = opened.ok ? opened : this.#open();
    if (!current.ok) return current;
    if (opened.ok) this.#open = open;
    this.#current = current.value;
    this.#follow(current.value);
    this.#tell({ reset: true, records: [], quotes: [] });
    return opened.ok ? ok(undefined) : opened;
  }

  #member(name: string | symbol): unknown {
    if (name === 'onChange') return this.#subscribe;
    const member: unknown = Reflect.get(this.#current, name);
    return typeof member === 'function' ? member.bind(this.#current) : member;
  }

  readonly #subscribe = (listener: (change: SessionChange) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #follow(session: Session): void {
    session.onChange((change) => {
      if (session === this.#current) this.#tell(change);
    });
  }

  #tell(change: SessionChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
