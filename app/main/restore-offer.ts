import { dialog } from 'electron';
import { lastGoodCopy, restoreDatabase } from '../../adapters/sqlite/restore.ts';
import { type Refusal } from '../../core/kernel/result.ts';
import { type Words } from './words.ts';

/** Why a session does not open when the disk has damaged what the account wrote. */
const DAMAGE: ReadonlySet<string> = new Set(['database.damaged', 'database.notKaipan', 'journal.broken']);

/**
 * Offers the last whole copy in the place of a damaged database, which is set aside. Resolves to whether it was put
 * there; false as well when nothing is damaged, there is no such copy, or the trader would rather look first.
 */
export async function offerRestore(path: string, problem: Refusal, words: Words, now: () => number): Promise<boolean> {
  if (!DAMAGE.has(problem.code)) return false;
  const copy = await lastGoodCopy(path);
  if (copy === null) return false;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: words.damagedTitle,
    detail: `${words.damagedBody}\n\n${path}\n${copy.day} · ${copy.lastSeq}\n${copy.path}`,
    buttons: [words.quit, words.restore],
    defaultId: 1,
    cancelId: 0,
  });
  if (response === 0) return false;
  const restored = await restoreDatabase(path, copy.path, now());
  if (!restored.ok) dialog.showErrorBox(words.startFailed, `${restored.error.code} ${String(restored.error.params['reason'] ?? '')}`);
  return restored.ok;
}
