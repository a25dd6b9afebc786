import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** The name under which the operator's own secret is kept. */
export const OPERATOR = 'operator';

const TOKEN_BYTES = 24;
const tokensSchema = z.record(z.string(), z.string().min(TOKEN_BYTES));

/**
 * The secret of each account, kept over the days in a file that its owner alone may read. Accounts without one get one.
 * @throws Error for a file that holds something else.
 */
export function accountTokens(path: string, accounts: readonly string[]): ReadonlyMap<string, string> {
  const kept = existsSync(path) ? tokensSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const missing = accounts.filter((account) => kept[account] === undefined);
  for (const account of missing) kept[account] = randomBytes(TOKEN_BYTES).toString('base64url');
  if (missing.length > 0) writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  return new Map(accounts.map((account) => [account, kept[account] as string]));
}
