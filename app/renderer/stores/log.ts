import { create } from 'zustand';
import { type AlertSettings, type ChannelName, type MonitorRow, type RecordRow, type RequestPayload } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone } from './notices.ts';
import { createRowStore } from './rows.ts';

const LOOK_EVERY_MS = 1_000;
const MOST_RECORDS = 500;

export type LogTab = 'records' | 'app';

export interface LogUi {
  readonly tab: LogTab;
  readonly search: string;
  /** The kind of record that is shown; empty: all. */
  readonly type: string;
  /** Null before the first answer. */
  readonly monitor: MonitorRow | null;
  readonly settings: AlertSettings | null;
  readonly lines: readonly string[];
  /** The channel that is being tried. */
  readonly trying: ChannelName | null;
}

export const useLog = create<LogUi>(() => ({ tab: 'records', search: '', type: '', monitor: null, settings: null, lines: [], trying: null }));

/** The day's journal, as far as it has been read. */
export const records = createRowStore<RecordRow>(({ seq }) => String(seq));

let lastSeq = 0;

/** Reads what is new, now and every second until the returned function is called. */
export function followLog(): () => void {
  let over = false;
  const next = async (): Promise<void> => {
    const more = await readOnce();
    if (!over) timer = setTimeout(() => void next(), more ? 0 : LOOK_EVERY_MS);
  };
  let timer = setTimeout(() => void next(), 0);
  void readSettings();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

/** Whether more is there to be read at once. */
async function readOnce(): Promise<boolean> {
  const [monitor, found, lines] = await Promise.all([bridge().monitor(), bridge().dayRecords({ after: lastSeq }), bridge().logTail()]);
  if (monitor.ok) useLog.setState({ monitor: monitor.value });
  if (lines.ok) useLog.setState({ lines: lines.value });
  if (!found.ok) return false;
  take(found.value);
  return found.value.length === MOST_RECORDS;
}

function take(rows: readonly RecordRow[]): void {
  const [first] = rows;
  if (first === undefined) return;
  // Another day: its records follow those of the day before, and begin with its opening.
  if (first.type === 'dayOpened') records.reset(rows);
  else records.put(rows);
  lastSeq = rows.at(-1)?.seq ?? lastSeq;
}

async function readSettings(): Promise<void> {
  const answer = await bridge().alertSettings();
  if (answer.ok) useLog.setState({ settings: answer.value });
}

export async function saveAlertSettings(settings: AlertSettings): Promise<void> {
  if ((await ask(bridge().setAlertSettings(settings))) !== null) useLog.setState({ settings });
}

/** @returns whether it is kept. */
export async function setUpChannel(channel: RequestPayload<'setUpChannel'>['channel'], key: string): Promise<boolean> {
  return (await ask(bridge().setUpChannel({ channel, key }))) !== null;
}

export async function testChannel(channel: ChannelName): Promise<void> {
  useLog.setState({ trying: channel });
  const sent = await ask(bridge().testChannel({ channel }));
  useLog.setState({ trying: null });
  if (sent !== null) noticeDone('alert.sent');
}
