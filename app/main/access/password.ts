import { type ScryptOptions, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** How passwords are kept: as hashes that cost time and memory to try. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** OWASP's scrypt of 32 MiB: about a tenth of a second on another thread, while trading goes on on this one. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const MOST_MEMORY = 64 * 1024 * 1024;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const KEPT = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/** `scrypt$N$r$p$salt$key`: the cost is kept with the hash, so that it can be raised later. */
export const SCRYPT: PasswordHasher = {
  async hash(password) {
    const salt = randomBytes(SALT_BYTES);
    const key = await derived(password, salt, COST);
    return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
  },
  async verify(kept, password) {
    const match = KEPT.exec(kept);
    if (match === null) return false;
    const [, N, r, p, salt = '', key = ''] = match;
    const expected = Buffer.from(key, 'base64url');
    const given = await derived(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
    return expected.length === given.length && timingSafeEqual(expected, given);
  },
};

/** One word typed on two systems is one password. */
function derived(password: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: MOST_MEMORY }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
