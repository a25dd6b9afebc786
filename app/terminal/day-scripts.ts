import path from 'node:path';
import { ScriptFolder } from '../../adapters/scripts/script-folder.ts';
import { type DayManifest, fingerprint } from './day-folder.ts';

/** The scripts that lines may name lie in `scripts/` beside the configuration that names them. */
export async function scriptsBeside(config: string): Promise<DayManifest['scripts']> {
  const folder = new ScriptFolder(path.join(path.dirname(config), 'scripts'));
  return Promise.all(
    folder.list().map(async ({ text, triedOn }) => ({ ...(await fingerprint(path.join(folder.path, text.file))), tried: triedOn !== null })),
  );
}
