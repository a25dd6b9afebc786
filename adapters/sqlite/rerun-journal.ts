import { type Actor } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { type Command } from '../../core/oms/command.ts';
import { type OmsEvent, type Recorded } from '../../core/oms/events.ts';
import { type ForeignDraft } from '../../core/orders/order.ts';
import { encodeEvent } from './event-codec.ts';
import { readRecord, recordText, splitLine } from './journal-line.ts';
import { type JournalHead } from './journal-rows.ts';
import { type LineJournal } from './sqlite-journal.ts';

/**
 * A day that was run again did something else than its journal says. Which of the two is right, nobody can know: the
 * day must not go on.
 */
export class JournalDivergence extends Error {
  override readonly name = 'JournalDivergence';
  readonly seq: number;
  /** The texts of the first record that differs; `expected` is empty when the journal has none there. */
  readonly expected: string;
  readonly got: string;

  constructor(seq: number, expected: string, got: string) {
    super(`journal record ${seq} is ${expected === '' ? 'not there' : expected}, but the rerun says ${got}`);
    this.seq = seq;
    this.expected = expected;
    this.got = got;
  }
}

/** What a person asked for at a step, to be asked again. */
export interface PastCommand {
  readonly command: Command;
  readonly by: Actor;
  readonly at: EpochMs;
}

/** What scripts said, or that one was stopped, at a step: to be heard again instead of asking. */
export interface PastAnswer {
  readonly event: Extract<OmsEvent, { type: 'scriptAnswered' | 'scriptStopped' }>;
  readonly at: EpochMs;
}

/** An order that was made past us, to be made again. */
export interface PastForeign {
  readonly draft: ForeignDraft;
  readonly at: EpochMs;
}

/**
 * Runs a day again from its beginning over the journal that it has left. As long as there are records, an append is
 * compared with the next of them, byte for byte, and writes nothing; after the last one, appends are real.
 *
 * A batch is written whole or not at all, so the records end where a batch ends, wherever the day was killed.
 */
export class RerunJournal implements LineJournal {
  readonly #journal: LineJournal;
  readonly #texts: readonly string[];
  readonly #first: number;
  readonly #commands: ReadonlyMap<number, PastCommand>;
  readonly #answers: ReadonlyMap<number, PastAnswer>;
  readonly #foreign: ReadonlyMap<number, PastForeign>;
  #met = 0;

  constructor(journal: LineJournal) {
    this.#journal = journal;
    const lines = [...journal.lines()].map((line) => {
      const split = splitLine(line);
      invariant(split !== undefined, 'a journal gives lines of its own form');
      return split;
    });
    this.#texts = lines.map((line) => line.text);
    this.#first = journal.head.seq - lines.length + 1;
    this.#commands = new Map(lines.filter((line) => line.type === 'commandGiven').map((line) => pastCommand(readRecord(line))));
    this.#answers = new Map(lines.filter(isAnswer).map((line) => pastAnswer(readRecord(line))));
    this.#foreign = new Map(lines.filter((line) => line.type === 'foreignOrderSeen').map((line) => pastForeign(readRecord(line))));
  }

  /** Records not met again yet. */
  get remaining(): number {
    return this.#texts.length - this.#met;
  }

  get head(): JournalHead {
    return this.#journal.head;
  }

  /** The command that was given at a step. */
  commandAt(step: number): PastCommand | undefined {
    return this.#commands.get(step);
  }

  /** What scripts said at a step. */
  answerAt(step: number): PastAnswer | undefined {
    return this.#answers.get(step);
  }

  /** The order that was made past us at a step. */
  foreignAt(step: number): PastForeign | undefined {
    return this.#foreign.get(step);
  }

  /** Nothing: the day begins again, and its state with it. */
  read(): Iterable<Recorded> {
    return [];
  }

  lines(): Iterable<string> {
    return this.#journal.lines();
  }

  append(step: number, at: EpochMs, events: readonly OmsEvent[]): number {
    if (this.remaining === 0) return this.#journal.append(step, at, events);
    const first = this.#first + this.#met;
    events.forEach((event, i) => {
      const got = recordText(first + i, step, at, encodeEvent(event));
      const expected = this.#texts[this.#met + i] ?? '';
      if (got !== expected) throw new JournalDivergence(first + i, expected, got);
    });
    this.#met += events.length;
    return first;
  }
}

function pastCommand(read: ReturnType<typeof readRecord>): readonly [step: number, PastCommand] {
  invariant(read.ok && read.value.event.type === 'commandGiven', 'a command that was journalled can be read');
  const { step, at, event } = read.value;
  return [step, { command: event.command, by: event.by, at }];
}

function isAnswer({ type }: { readonly type: string }): boolean {
  return type === 'scriptAnswered' || type === 'scriptStopped';
}

function pastAnswer(read: ReturnType<typeof readRecord>): readonly [step: number, PastAnswer] {
  invariant(read.ok, 'an answer that was journalled can be read');
  const { step, at, event } = read.value;
  invariant(event.type === 'scriptAnswered' || event.type === 'scriptStopped', `${event.type} is no answer`);
  return [step, { event, at }];
}

function pastForeign(read: ReturnType<typeof readRecord>): readonly [step: number, PastForeign] {
  invariant(read.ok && read.value.event.type === 'foreignOrderSeen', 'a foreign order that was journalled can be read');
  const { step, at, event } = read.value;
  const { instrument, side, type, price, quantity } = event.order;
  return [step, { draft: { instrument, side, type, price, quantity }, at }];
}
