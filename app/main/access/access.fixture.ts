import { Access } from './access.ts';
import { type PasswordHasher } from './password.ts';
import { type Users } from './users.ts';

/** Hashes that cost nothing. */
const PLAIN: PasswordHasher = {
  hash: async (password) => `hash of ${password}`,
  verify: async (hash, password) => hash === `hash of ${password}`,
};

/** An access control whose file is in memory, with a clock of the test's own. */
export class AccessDesk {
  now = 0;
  kept: Users | null = { autoLockMinutes: 10, users: [] };
  readonly access: Access;

  constructor(kept?: Users | null) {
    if (kept !== undefined) this.kept = kept;
    const file = {
      read: () => this.kept,
      write: (users: Users) => {
        this.kept = users;
      },
    };
    this.access = new Access({ file, hasher: PLAIN, now: () => this.now });
  }

  /** Olga, a risk officer who trades; Tom, a trader; Vera, who looks on. Olga is logged in. */
  static async withUsers(): Promise<AccessDesk> {
    const desk = new AccessDesk();
    await desk.access.saveUser({ name: 'olga', duties: ['trader', 'riskOfficer'], password: 'olga-password' });
    await desk.access.saveUser({ name: 'tom', duties: ['trader'], password: 'tom-password' });
    await desk.access.saveUser({ name: 'vera', duties: [], password: 'vera-password' });
    return desk;
  }

  async become(name: string): Promise<void> {
    const done = await this.access.unlock({ name, password: `${name}-password` });
    if (!done.ok) throw new Error(done.error.code);
  }
}
