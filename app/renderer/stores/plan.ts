import { create } from 'zustand';
import { type LineRow, MAX_SIGNALS_BYTES, type SignalsCheckRow } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { noticeDone, noticeRefusal } from './notices.ts';
import { lines } from './terminal.ts';
import { showPage } from './ui.ts';

/** What the panel beside the plan shows. */
export type PlanPanel = 'line' | 'edit' | 'weights' | 'dryRun' | 'baskets' | 'import' | null;

export interface PlanUi {
  /** Ids of the lines that an action on "the selected" means. */
  readonly selected: readonly string[];
  /** The line that the panel is about. */
  readonly focused: string | null;
  readonly panel: PlanPanel;
  /** A file that was read and waits for the trader's word. */
  readonly check: SignalsCheckRow | null;
  /** Whether a file is being read or taken over. */
  readonly importing: boolean;
  readonly filter: string;
}

export const usePlanUi = create<PlanUi>(() => ({
  selected: [],
  focused: null,
  panel: null,
  check: null,
  importing: false,
  filter: '',
}));

export function focusLine(id: string): void {
  usePlanUi.setState(({ panel, focused }) => {
    const stays = panel === 'import' || (panel !== null && focused === id);
    return { focused: id, panel: stays ? panel : 'line' };
  });
}

/** Goes to a line of the plan, with where it comes from beside it. */
export function showLine(id: string): void {
  showPage('plan');
  usePlanUi.setState({ focused: id, panel: 'line', filter: '' });
}

export function showPanel(panel: PlanPanel): void {
  usePlanUi.setState({ panel });
}

/** Whether a line may still be approved. */
export function isApprovable(line: LineRow): boolean {
  return line.state === 'proposed';
}

/** Whether the line is about to be approved by itself. */
export function isCounting(line: LineRow): boolean {
  return line.approvesAt !== null;
}

/** Whether no order has worked the line yet. */
export function isUnworked(line: LineRow): boolean {
  return line.state === 'proposed' || line.state === 'approved';
}

/**
 * Whether a line may still send something, so that pausing or changing it means something. The orders of one that works
 * are cancelled first.
 */
export function isLive(line: LineRow): boolean {
  return isUnworked(line) || line.state === 'working';
}

/** Whether a line may be finished by hand or told to act at once. */
export function isActive(line: LineRow): boolean {
  return line.state === 'approved' || line.state === 'working';
}

/** Whether a line has something to show of how it is worked: it was, or still is. */
export function hasBegun(line: LineRow): boolean {
  return line.state === 'working' || ((line.state === 'done' || line.state === 'expired') && line.filled > 0);
}

export function isSkipped(line: LineRow): boolean {
  return line.state === 'skipped';
}

function linesOf(ids: readonly string[], fits: (line: LineRow) => boolean): readonly LineRow[] {
  return ids.flatMap((id) => lines.get(id) ?? []).filter(fits);
}

/** The selected lines that fit; without a selection the focused one. */
export function selectedLines(fits: (line: LineRow) => boolean): readonly LineRow[] {
  const { selected, focused } = usePlanUi.getState();
  return linesOf(selected.length > 0 || focused === null ? selected : [focused], fits);
}

export function allLines(fits: (line: LineRow) => boolean): readonly LineRow[] {
  return [...lines.getState().rows.values()].filter(fits);
}

export async function approve(chosen: readonly LineRow[]): Promise<void> {
  if (chosen.length === 0) return;
  const answer = await ask(bridge().approveLines({ ids: chosen.map((line) => line.id) }));
  if (answer !== null) noticeDone('done.approved', { count: chosen.length });
}

export async function pickSignals(): Promise<void> {
  await withImporting(async () => {
    const answer = await ask(bridge().pickSignalsFile());
    if (answer?.value != null) usePlanUi.setState({ check: answer.value, panel: 'import' });
  });
}

export async function dropSignals(file: File): Promise<void> {
  if (file.size > MAX_SIGNALS_BYTES) {
    noticeRefusal({ code: 'import.tooLarge', params: { name: file.name, limit: MAX_SIGNALS_BYTES } });
    return;
  }
  await withImporting(async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await ask(bridge().checkSignals({ name: file.name, bytes }));
    if (answer !== null) usePlanUi.setState({ check: answer.value, panel: 'import' });
  });
}

export async function takeSignals(check: SignalsCheckRow): Promise<void> {
  await withImporting(async () => {
    const answer = await ask(bridge().importSignals({ token: check.token, skipBad: check.takes === 'goodOnly', despite: check.doubts.length > 0 }));
    if (answer === null) return;
    usePlanUi.setState({ check: null, panel: null, selected: [], focused: null });
    noticeDone('done.imported', { count: answer.value.lines, name: check.name });
  });
}

/** Closes what stands beside the plan; a change that was begun goes back to its line. */
export function closePanel(): void {
  const { panel } = usePlanUi.getState();
  if (panel === 'import') dropImport();
  else showPanel(panel === 'edit' ? 'line' : null);
}

export function dropImport(): void {
  usePlanUi.setState({ check: null, panel: null });
}

async function withImporting(work: () => Promise<void>): Promise<void> {
  if (usePlanUi.getState().importing) return;
  usePlanUi.setState({ importing: true });
  try {
    await work();
  } finally {
    usePlanUi.setState({ importing: false });
  }
}
