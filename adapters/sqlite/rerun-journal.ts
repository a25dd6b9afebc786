import { type Actor } from '../../core/kernel/ids.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { type Command } from '../../core/oms/command.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type LineJournal } from './sqlite-journal.ts';

/** A day that was run again did something else than the journal says it did. */
export declare class JournalDivergence extends Error {
  /** The first record that differs, and both texts of it. */
  readonly seq: number;
  readonly expected: string;
  readonly got: string;
}

/**
 * Runs a day again from its beginning over the journal that it has left: as long as there are records, an append is
 * compared with the next of them, byte for byte, and writes nothing; after the last one appends are real.
 */
export declare class RerunJournal implements LineJournal {
  constructor(journal: LineJournal);
  /** Records not yet met again. */
  readonly remaining: number;
  readonly head: LineJournal['head'];
  /** The command that was given at a step, for putting it in again. */
  commandAt(step: number): { readonly command: Command; readonly by: Actor } | undefined;
  /** Nothing, until the rerun has caught up: the day begins again. */
  read(): Iterable<Recorded>;
  append(step: number, at: EpochMs, events: readonly OmsEvent[]): void;
  lines(): Iterable<string>;
}
