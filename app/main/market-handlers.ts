import path from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { type InputProblem, placeText } from '../../adapters/files/input-problem.ts';
import { type Err, type Refusal, ok, refuse } from '../../core/kernel/result.ts';
import { type Reply } from '../preload/contract.ts';
import { type PaperMarket } from '../terminal/paper-market.ts';
import { openRecordedDay } from '../terminal/recorded-day.ts';
import { type AccountChoice, paperAccount } from './account-choice.ts';
import { type Handlers } from './gate.ts';
import { type GatewayMemory } from './gateway-memory.ts';
import { type Words } from './words.ts';

type MarketRequest = 'openRecorded' | 'openDemo';

export interface MarketParts {
  readonly changeTo: (account: AccountChoice) => Promise<Reply<null>>;
  readonly memory: Pick<GatewayMemory, 'leave'>;
  readonly demo: () => PaperMarket;
  readonly window: () => BrowserWindow | null;
  readonly words: () => Words;
}

/** How one goes from market to market: to a recorded day, and back to the demo. */
export function marketHandlers(parts: MarketParts): Pick<Handlers, MarketRequest> {
  return {
    openRecorded: () => openRecorded(parts),
    openDemo: () => change(parts, parts.demo()),
  };
}

async function openRecorded(parts: MarketParts): Promise<Reply<{ readonly opened: boolean }>> {
  const parent = parts.window();
  if (parent === null) return ok({ opened: false });
  const { canceled, filePaths } = await dialog.showOpenDialog(parent, { title: parts.words().openRecorded, properties: ['openDirectory'] });
  const [folder] = filePaths;
  if (canceled || folder === undefined) return ok({ opened: false });
  const market = await openRecordedDay(folder);
  if (!market.ok) return fileRefusal(market.error);
  const changed = await change(parts, market.value);
  return changed.ok ? ok({ opened: true }) : changed;
}

/** A problem of a file, with its place: a notice has no columns for that. */
function fileRefusal({ code, params }: InputProblem): Err<Refusal> {
  const file = path.basename(String(params['file']));
  return refuse('recorded.badFile', { ...params, problem: code, place: placeText({ ...params, file }) });
}

async function change({ changeTo, memory }: MarketParts, market: PaperMarket): Promise<Reply<null>> {
  const changed = await changeTo(paperAccount(market));
  if (changed.ok) memory.leave();
  return changed;
}
