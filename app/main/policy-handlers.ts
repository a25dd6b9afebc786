import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { readConfig } from '../../adapters/files/config.ts';
import { riskJson } from '../../adapters/files/risk-policy.ts';
import { ok, refuse } from '../../core/kernel/result.ts';
import { type PolicyFileRow, type PolicyJson, type Reply, type RequestPayload } from '../preload/contract.ts';
import { type Session } from '../terminal/session.ts';
import { tailMeasuresApart } from '../terminal/tail-thread.ts';
import { measuresRow } from '../terminal/view/measures.ts';
import { policyCheck, policyOf, policyRow } from '../terminal/view/policy.ts';
import { type Access } from './access/access.ts';
import { type Handlers } from './gate.ts';
import { type Words } from './words.ts';

type PolicyRequest = 'measures' | 'policy' | 'checkPolicy' | 'changePolicy' | 'exportPolicy' | 'importPolicy';

export interface PolicyParts {
  readonly session: Session;
  readonly access: Pick<Access, 'actor' | 'agree'>;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** What is at risk; and how the risk policy is read, judged, changed, and carried from one account to another. */
export function policyHandlers(parts: PolicyParts): Pick<Handlers, PolicyRequest> {
  const { session } = parts;
  return {
    measures: async () => {
      const row = await measuresRow(session, tailMeasuresApart);
      return row === null ? refuse('policy.noDay') : ok(row);
    },
    policy: () => {
      const row = policyRow(session);
      return row === null ? refuse('policy.noDay') : ok(row);
    },
    checkPolicy: ({ policy }) => ok(policyCheck(session, policy)),
    changePolicy: (payload) => changePolicy(parts, payload),
    exportPolicy: ({ policy }) => exportPolicy(parts, policy),
    importPolicy: () => importPolicy(parts),
  };
}

async function changePolicy(
  { session, access }: PolicyParts,
  { policy: draft, base, reason, second }: RequestPayload<'changePolicy'>,
): Promise<Reply<null>> {
  const policy = policyOf(draft);
  if (!policy.ok) return policy;
  const agreed = second === null ? ok(null) : await access.agree(second, 'riskOfficer');
  if (!agreed.ok) return agreed;
  const command = { type: 'changePolicy', policy: policy.value, base, reason, approvedBy: agreed.value } as const;
  const done = session.command(command, access.actor());
  return done.ok ? ok(null) : done;
}

/** A file that is a configuration with nothing in it but its section `risk`. */
async function exportPolicy({ window, words }: PolicyParts, draft: PolicyJson): Promise<Reply<{ readonly saved: boolean }>> {
  const policy = policyOf(draft);
  if (!policy.ok) return policy;
  const parent = window();
  if (parent === null) return ok({ saved: false });
  const { canceled, filePath } = await dialog.showSaveDialog(parent, {
    defaultPath: 'risk-policy.json',
    filters: [{ name: words().policyFiles, extensions: ['json'] }],
  });
  if (canceled || filePath === '') return ok({ saved: false });
  await writeFile(filePath, `${JSON.stringify({ risk: riskJson(policy.value) }, null, 2)}\n`);
  return ok({ saved: true });
}

/** The section `risk` of a configuration; what it leaves out is as in the template that it names. */
async function importPolicy({ window, words }: PolicyParts): Promise<Reply<PolicyFileRow | null>> {
  const parent = window();
  if (parent === null) return ok(null);
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
    properties: ['openFile'],
    filters: [{ name: words().policyFiles, extensions: ['json'] }],
  });
  const [file] = filePaths;
  if (canceled || file === undefined) return ok(null);
  const read = await readConfig(file);
  return ok(read.ok ? { policy: riskJson(read.value.risk) } : { problem: read.error });
}
