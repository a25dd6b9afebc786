import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Credentials, credentialsSchema } from './protocol.ts';

/** Null when the terminal was never introduced. @throws Error for a file that holds something else */
export function readCredentials(path: string): Credentials | null {
  return existsSync(path) ? credentialsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/** For its owner's eyes only. */
export function writeCredentials(path: string, credentials: Credentials): void {
  writeFileSync(path, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}
