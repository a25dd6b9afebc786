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

const DECIMALS = 4;
const SCALE = [10_000, 1000, 100, 10, 1] as const;
/** More digits might not fit an integer. */
const MAX_DIGITS = 15;

/** What is longest that a message repeats of a field. */
const SHOWN = 40;

/**
 * Reads the rows of one file, character by character and without making strings, for a day of the whole market has
 * more than 25 million of them. Machines write these files: fields are numbers and are never quoted.
 *
 * After `parse` said yes the row is in the parser's own fields until the next call; after a no, `problem` tells why.
 */
export class QuoteRowParser {
  /** By `SLOT`, `BIDS` and `ASKS`. */
  readonly slots = new Float64Array(SLOTS);
  time = 0 as EpochMs;
  /** As the file writes it. */
  instrument = '';

  readonly #roles: readonly number[];
  readonly #date: TradeDate;
  readonly #midnight: EpochMs;
  #text = '';
  #at = 0;

  constructor(roles: readonly number[], date: TradeDate) {
    this.#roles = roles;
    this.#date = date;
    this.#midnight = atTime(date, timeOfDay('00:00:00'));
  }

  parse(text: string): boolean {
    this.#text = text;
    this.#at = 0;
    const roles = this.#roles;
    const last = roles.length - 1;
    for (let column = 0; column <= last; column += 1) {
      if (!this.#field(roles[column] ?? IGNORED)) return false;
      if (column === last) return this.#at === text.length;
      if (text.charCodeAt(this.#at) !== COMMA) return false;
      this.#at += 1;
    }
    return false;
  }

  #field(role: number): boolean {
    if (role >= 0) return this.#number(role);
    if (role === TIME) return this.#time();
    const end = this.#text.indexOf(',', this.#at);
    const stop = end < 0 ? this.#text.length : end;
    if (role === INSTRUMENT) this.instrument = this.#text.slice(this.#at, stop);
    this.#at = stop;
    return true;
  }

  /** A plain decimal, 0 or more, with at most four decimals that say something; volumes whole. */
  #number(slot: number): boolean {
    const text = this.#text;
    const start = this.#at;
    let value = 0;
    let at = start;
    let fraction = -1;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= ZERO && code <= NINE) {
        value = value * 10 + (code - ZERO);
        if (fraction >= 0) fraction += 1;
      } else if (code === DOT && fraction < 0 && at > start) {
        fraction = 0;
      } else {
        break;
      }
    }
    if (at === start || at - start > MAX_DIGITS) return false;
    const units = scaled(value, fraction, isVolumeSlot(slot));
    if (!Number.isSafeInteger(units)) return false;
    this.slots[slot] = units;
    this.#at = at;
    return true;
  }

  /** `YYYY-MM-DDTHH:MM:SS.mmm` on the day; milliseconds may be left out. */
  #time(): boolean {
    const text = this.#text;
    const at = this.#at;
    if (!text.startsWith(this.#date, at)) return false;
    const hours = this.#pair(at + 11);
    const minutes = this.#pair(at + 14);
    const seconds = this.#pair(at + 17);
    const separator = text[at + 10];
    const formed = (separator === 'T' || separator === ' ') && text.charCodeAt(at + 13) === COLON;
    if (!formed || text.charCodeAt(at + 16) !== COLON || !(hours < 24 && minutes < 60 && seconds < 60)) return false;
    let millis = 0;
    let end = at + 19;
    if (text.charCodeAt(end) === DOT) {
      millis = this.#pair(end + 1) * 10 + this.#digit(end + 3);
      end += 4;
    }
    if (Number.isNaN(millis)) return false;
    this.time = (this.#midnight + ((hours * 60 + minutes) * 60 + seconds) * 1000 + millis) as EpochMs;
    this.#at = end;
    return true;
  }

  #pair(at: number): number {
    return this.#digit(at) * 10 + this.#digit(at + 1);
  }

  #digit(at: number): number {
    const code = this.#text.charCodeAt(at);
    return code >= ZERO && code <= NINE ? code - ZERO : Number.NaN;
  }

  /** What is wrong with the row that `parse` has just refused. */
  problem(place: Place): InputProblem {
    const fields = this.#text.split(',');
    if (fields.length !== this.#roles.length) {
      return inputProblem('file.fieldCount', place, { actual: fields.length, expected: this.#roles.length });
    }
    for (const [column, role] of this.#roles.entries()) {
      const value = fields[column] ?? '';
      const problem = role === TIME ? this.#timeProblem(value, place) : numberProblem(role, value, place);
      if (problem !== null) return problem;
    }
    return inputProblem('file.badCsv', place, { reason: 'blanks or quotes around a field' });
  }

  #timeProblem(value: string, { file, line }: Place): InputProblem | null {
    const place = { file, ...(line !== undefined && { line }), field: 'time' };
    this.#text = value;
    this.#at = 0;
    if (this.#time() && this.#at === value.length) return null;
    const shown = value.slice(0, SHOWN);
    if (/^\d{4}-\d\d-\d\d[T ]/.test(value) && !value.startsWith(this.#date)) {
      return inputProblem('quotes.otherDay', place, { value: shown, date: this.#date });
    }
    return inputProblem('value.notATime', place, { value: shown, example: `${this.#date}T09:30:03.000` });
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

function numberProblem(role: number, value: string, { file, line }: Place): InputProblem | null {
  if (role < 0) return null;
  const parsed = isVolume(role) ? quantityValue(value) : amountValue(value);
  if (parsed.ok) return null;
  return placed(parsed.error, { file, ...(line !== undefined && { line }), field: slotName(role) });
}
