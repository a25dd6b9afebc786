import path from 'node:path';
import { rehearse } from '../../adapters/scripts/rehearse.ts';
import { ScriptFolder, scriptOfFile } from '../../adapters/scripts/script-folder.ts';
import { scriptText } from '../../adapters/scripts/script-text.ts';
import { type ScriptText } from '../../core/execution/script-port.ts';
import { type Refusal, ok, refuse } from '../../core/kernel/result.ts';
import { quantity } from '../../core/kernel/units.ts';
import { type Quote } from '../../core/market/quote.ts';
import { type Reply, type RequestPayload, type ScriptCheckRow, type ScriptRow, type TrialRow } from '../preload/contract.ts';
import { type TrialReport, trialLineOf, tryScript } from '../terminal/script-trial.ts';
import { type Session } from '../terminal/session.ts';
import { type Access } from './access/access.ts';
import { instrumentId } from './core-values.ts';
import { type Handlers } from './gate.ts';

type ScriptRequest = 'listScripts' | 'saveScript' | 'checkScript' | 'tryScript';

const MINUTE_MS = 60_000;

interface ScriptParts {
  readonly session: Session;
  readonly access: Pick<Access, 'actor'>;
  readonly dataDir: string;
}

interface ScriptDesk extends Pick<ScriptParts, 'session' | 'access'> {
  readonly folder: ScriptFolder;
}

/** The trader's own scripts: edited, tried on a recorded day, and given to the account. */
export function scriptHandlers({ session, access, dataDir }: ScriptParts): Pick<Handlers, ScriptRequest> {
  const folder = new ScriptFolder(path.join(dataDir, 'scripts'));
  const desk: ScriptDesk = { session, access, folder };
  return {
    listScripts: () => ok(folder.list().map(({ text, triedOn }) => scriptRow(session, text, triedOn))),
    saveScript: ({ name, file, source }) => {
      if (scriptOfFile(file) !== name) return refuse('script.fileName', { script: name, file });
      folder.save({ file, source });
      const saved = folder.list().find(({ text }) => text.script === name);
      if (saved === undefined) return refuse('script.notLoaded', { script: name });
      return ok({ problem: load(desk, saved.text, saved.triedOn !== null) });
    },
    checkScript: (asked) => checked(asked),
    tryScript: (asked) => tried(desk, asked),
  };
}

async function checked({ name, file, source, params }: RequestPayload<'checkScript'>): Promise<Reply<ScriptCheckRow>> {
  const script = scriptOfFile(file);
  if (script === null || script !== name) return refuse('script.fileName', { script: name, file });
  const rehearsed = await rehearse(scriptText(script, file, source), params);
  return ok(rehearsed.ok ? { kind: rehearsed.value.kind, problem: null } : { kind: null, problem: rehearsed.error });
}

function scriptRow(session: Session, { script: name, file, source }: ScriptText, triedOn: string | null): ScriptRow {
  const { scripts, lines } = session.state;
  const own = [...lines.values()].filter(({ style, condition, state }) => {
    const live = state === 'approved' || state === 'working';
    return live && ((style.style === 'script' && style.script === name) || condition?.includes(`script("${name}")`) === true);
  });
  return { name, file, source, triedOn, stopped: scripts.get(name)?.stopped ?? null, lines: own.length };
}

/** Why the account does not take the text now; null when it has it. */
function load({ session, access }: ScriptDesk, text: ScriptText, isTried: boolean): Refusal | null {
  const given = session.command({ type: 'loadScript', ...text, tried: isTried }, access.actor());
  return given.ok ? null : given.error;
}

async function tried(desk: ScriptDesk, asked: RequestPayload<'tryScript'>): Promise<Reply<TrialRow>> {
  const { session, folder } = desk;
  const stored = folder.list().find(({ text }) => text.script === asked.name);
  const instrument = instrumentId(asked.instrument);
  if (!instrument.ok) return instrument;
  if (stored === undefined) return refuse('script.notLoaded', { script: asked.name });
  const day = session.recordedDay?.(instrument.value) ?? refuse('script.noRecordedDay');
  if (!day.ok) return day;
  const { date, references, feed } = day.value;
  const reference = references.find((one) => one.instrument.id === instrument.value);
  if (reference === undefined) return refuse('instrument.notListed', { value: asked.instrument });
  const prices: { readonly time: number; readonly price: number }[] = [];
  const line = trialLineOf(date, { instrument: instrument.value, prevClose: reference.prevClose }, asked.side, quantity(asked.quantity));
  const report = await tryScript({ ...day.value, ...line, text: stored.text, params: asked.params, feed: watched(feed, prices) });
  if (!report.ok) return report;
  if (report.value.stopped === null) accept(desk, stored.text, date);
  return ok(trialRow(report.value, prices));
}

/** A text that came through a day may touch the account from now on. */
function accept(desk: ScriptDesk, text: ScriptText, date: string): void {
  desk.folder.recordTrial(text.version, date);
  load(desk, text, true);
}

/** Notes the market's price once a minute on the way. */
async function* watched(feed: AsyncIterable<readonly Quote[]> | Iterable<readonly Quote[]>, prices: { time: number; price: number }[]): AsyncGenerator<readonly Quote[]> {
  for await (const batch of feed) {
    for (const { time, last } of batch) {
      const minute = Math.floor(time / MINUTE_MS) * MINUTE_MS;
      if (last > 0 && prices.at(-1)?.time !== minute) prices.push({ time: minute, price: last });
    }
    yield batch;
  }
}

function trialRow({ kind, date, lines: [line], orders, logs, stopped }: TrialReport, prices: TrialRow['prices']): TrialRow {
  return {
    kind,
    date,
    instrument: line?.instrument ?? '',
    planned: line?.planned ?? 0,
    filled: line?.filled ?? 0,
    average: line?.average ?? null,
    vwap: line?.vwap ?? null,
    slippage: line?.slippage ?? null,
    orders: orders.map(({ time, price, quantity: shares, filled, average, state }) => ({ time, price, quantity: shares, filled, average, state })),
    prices,
    logs: logs.slice(0, 200),
    stopped,
  };
}
