import { createReadStream } from 'node:fs';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { splitLine } from './journal-line.ts';
import { type JournalBreak, type JournalSummary, JournalVerifier, type RawLine } from './journal-verifier.ts';

/** Where it is broken and, where records before the break are sound, what they hold. */
export interface BrokenJournal {
  readonly kind: 'broken';
  readonly broken: JournalBreak;
  readonly sound: JournalSummary | null;
}

/** Nothing in the text looks like a record of ours. */
export interface NoJournal {
  readonly kind: 'notAJournal';
}

export type Verification = Result<JournalSummary, BrokenJournal | NoJournal>;

/** A plan of 5,000 lines has about 4 million characters; what is longer is cut here and is no record. */
const MAX_LINE = 16_777_216;

/** Lines as they stand in the file. Nothing is mended on reading: a mark or a blank that somebody added has to show. */
export async function* rawLines(file: string): AsyncGenerator<RawLine> {
  let pieces: string[] = [];
  let length = 0;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 262_144 })) {
    const [head = '', ...rest] = String(chunk).split('\n');
    pieces.push(head);
    length += head.length;
    if (length > MAX_LINE) break;
    for (const next of rest) {
      yield { text: pieces.join(''), ended: true };
      pieces = [next];
      length = next.length;
    }
  }
  if (length > 0) yield { text: pieces.join(''), ended: false };
}

/** Checks a journal from its lines alone: form, numbers, chain and content, up to the first break. */
export async function verifyJournal(lines: AsyncIterable<RawLine> | Iterable<RawLine>): Promise<Verification> {
  const verifier = new JournalVerifier();
  let broken: JournalBreak | null = null;
  let recognised = false;
  for await (const line of lines) {
    const seq = splitLine(line.text)?.seq;
    recognised ||= seq !== undefined;
    if (broken === null) broken = verifier.check(line);
    else if (broken.fault === 'removed' && broken.seq === seq) broken = reordered(broken);
  }
  const sound = verifier.summary;
  if (!recognised) return err({ kind: 'notAJournal' });
  if (broken !== null) return err({ kind: 'broken', broken, sound });
  return sound === null ? err({ kind: 'notAJournal' }) : ok(sound);
}

function reordered(broken: JournalBreak): JournalBreak {
  return { ...broken, fault: 'reordered', detail: `record ${broken.seq} stands further down` };
}
