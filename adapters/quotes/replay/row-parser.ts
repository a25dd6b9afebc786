import { type EpochMs, type TradeDate, atTime, timeOfDay } from '../../../core/kernel/time.ts';
import { UNITS_PER_YUAN } from '../../../core/kernel/units.ts';
import { type InputProblem, type Place, inputProblem, placed } from '../../files/input-problem.ts';
import { amountValue, quantityValue } from '../../files/values.ts';
import { IGNORED, INSTRUMENT, SLOTS, TIME, isVolume, slotName } from './columns.ts';

const ZERO = 48;
const NINE = 57;
const DOT = 46;
const COMMA = 44;
const COLON = 58;
const BLANK = 32;
const LETTER_T = 84;
const LINE_FEED = 10;
const RETURN = 13;

const DECIMALS = 4;
const SCALE = [10_000, 1000, 100, 10, 1] as const;
/** More digits might not fit an integer. */
const MAX_DIGITS = 15;
const SECOND_MS = 1000;

/** What is longest that a message repeats of a field. */
const SHOWN = 40;
/** What reading returns where it finds something else than it should. */
const WRONG = -1;

/**
 * Reads the rows of one file out of its bytes without making text of them, for a day of the whole market has more than
 * 25 million rows. Machines write these files: fields are numbers and are never quoted, and all that is not ASCII is in
 * columns that are passed over (no byte of a character of UTF-8 or GBK is a comma or a line end).
 */
export class QuoteRowParser {
  /** Of the row that was read last, by `SLOT`, `BIDS` and `ASKS`. */
  readonly slots = new Float64Array(SLOTS);
  time = 0 as EpochMs;
  /** As the file writes it. */
  instrument = '';

  readonly #roles: readonly number[];
  readonly #date: TradeDate;
  readonly #dateBytes: Buffer;
  readonly #midnight: EpochMs;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(roles: readonly number[], date: TradeDate) {
    this.#roles = roles;
    this.#date = date;
    this.#dateBytes = Buffer.from(date, 'latin1');
    this.#midnight = atTime(date, timeOfDay('00:00:00'));
  }

  /** Reads the row at `start` of bytes that end with a line end; returns where the next one begins, or -1. */
  parse(bytes: Buffer, start: number): number {
    this.#bytes = bytes;
    const roles = this.#roles;
    const last = roles.length - 1;
    let at = start;
    for (let column = 0; ; column += 1) {
      at = this.#field(roles[column] ?? IGNORED, at);
      if (at === WRONG || column === last) break;
      if (bytes[at] !== COMMA) return WRONG;
      at += 1;
    }
    return at === WRONG ? WRONG : this.#lineEnd(at);
  }

  #lineEnd(at: number): number {
    if (this.#bytes[at] === LINE_FEED) return at + 1;
    return this.#bytes[at] === RETURN && this.#bytes[at + 1] === LINE_FEED ? at + 2 : WRONG;
  }

  #field(role: number, at: number): number {
    if (role >= 0) return this.#number(role, at);
    if (role === TIME) return this.#time(at);
    const end = this.#fieldEnd(at);
    if (role === INSTRUMENT) this.instrument = this.#bytes.toString('latin1', at, end);
    return end;
  }

  #fieldEnd(from: number): number {
    const bytes = this.#bytes;
    let at = from;
    for (let code = bytes[at]; code !== COMMA && code !== LINE_FEED && code !== RETURN; code = bytes[at]) at += 1;
    return at;
  }

  /** A plain decimal, 0 or more, with at most four decimals that say something; volumes whole. */
  #number(slot: number, start: number): number {
    const bytes = this.#bytes;
    let value = 0;
    let at = start;
    let fraction = -1;
    for (; ; at += 1) {
      const code = bytes[at] ?? 0;
      if (code >= ZERO && code <= NINE) {
        value = value * 10 + (code - ZERO);
        if (fraction >= 0) fraction += 1;
      } else if (code === DOT && fraction < 0 && at > start) {
        fraction = 0;
      } else {
        break;
      }
    }
    if (at === start || at - start > MAX_DIGITS) return WRONG;
    const units = scaled(value, fraction, isVolumeSlot(slot));
    if (!Number.isSafeInteger(units)) return WRONG;
    this.slots[slot] = units;
    return at;
  }

  /** `YYYY-MM-DDTHH:MM:SS.mmm` on the day; milliseconds may be left out. */
  #time(at: number): number {
    const bytes = this.#bytes;
    if (!this.#isDay(at)) return WRONG;
    const hours = this.#pair(at + 11);
    const minutes = this.#pair(at + 14);
    const seconds = this.#pair(at + 17);
    const formed = bytes[at + 13] === COLON && bytes[at + 16] === COLON;
    if (!formed || !(hours < 24 && minutes < 60 && seconds < 60)) return WRONG;
    const withMillis = bytes[at + 19] === DOT;
    const millis = withMillis ? this.#pair(at + 20) * 10 + this.#digit(at + 22) : 0;
    if (Number.isNaN(millis)) return WRONG;
    this.time = (this.#midnight + (hours * 60 + minutes) * 60 * SECOND_MS + seconds * SECOND_MS + millis) as EpochMs;
    return withMillis ? at + 23 : at + 19;
  }

  #isDay(at: number): boolean {
    const bytes = this.#bytes;
    const date = this.#dateBytes;
    for (let i = 0; i < date.length; i += 1) {
      if (bytes[at + i] !== date[i]) return false;
    }
    const separator = bytes[at + date.length];
    return separator === LETTER_T || separator === BLANK;
  }

  #pair(at: number): number {
    return this.#digit(at) * 10 + this.#digit(at + 1);
  }

  #digit(at: number): number {
    const code = this.#bytes[at] ?? 0;
    return code >= ZERO && code <= NINE ? code - ZERO : Number.NaN;
  }

  /** What is wrong with the row at `start`, which `parse` has just refused. */
  problem(bytes: Buffer, start: number, place: Place): InputProblem {
    const fields = bytes.toString('utf8', start, bytes.indexOf(LINE_FEED, start)).replace(/\r$/, '').split(',');
    if (fields.length !== this.#roles.length) {
      return inputProblem('file.fieldCount', place, { actual: fields.length, expected: this.#roles.length });
    }
    for (const [column, role] of this.#roles.entries()) {
      const value = fields[column] ?? '';
      const problem = role === TIME ? this.#timeProblem(value, place) : numberProblem(role, value, place);
      if (problem !== null) return problem;
    }
    return inputProblem('file.badCsv', place, { reason: 'a field is not written as it should be' });
  }

  #timeProblem(value: string, place: Place): InputProblem | null {
    this.#bytes = Buffer.from(value, 'utf8');
    if (this.#time(0) === this.#bytes.length) return null;
    const shown = value.slice(0, SHOWN);
    if (/^\d{4}-\d\d-\d\d[T ]/.test(value) && !value.startsWith(this.#date)) {
      return inputProblem('quotes.otherDay', { ...place, field: 'time' }, { value: shown, date: this.#date });
    }
    return inputProblem('value.notATime', { ...place, field: 'time' }, { value: shown, example: `${this.#date}T09:30:03.000` });
  }
}

/** Digits to units; no integer when there are decimals that say too much. `fraction` is -1 without a point. */
function scaled(digits: number, fraction: number, whole: boolean): number {
  const exact = fraction > DECIMALS ? digits / 10 ** (fraction - DECIMALS) : digits * (SCALE[Math.max(fraction, 0)] ?? 1);
  return whole ? exact / UNITS_PER_YUAN : exact;
}

const VOLUME_SLOTS = Array.from({ length: SLOTS }, (_, slot) => isVolume(slot));

function isVolumeSlot(slot: number): boolean {
  return VOLUME_SLOTS[slot] === true;
}

function numberProblem(role: number, value: string, place: Place): InputProblem | null {
  if (role < 0) return null;
  const parsed = isVolume(role) ? quantityValue(value) : amountValue(value);
  return parsed.ok ? null : placed(parsed.error, { ...place, field: slotName(role) });
}
