import { type Result, err, ok } from '../../../core/kernel/result.ts';
import { type InputProblem, inputProblem } from '../../files/input-problem.ts';

/** Where a row's numbers are kept: prices and money in 1/10000 yuan, volumes in shares. */
export const SLOT = {
  prev_close: 0,
  open: 1,
  high: 2,
  low: 3,
  last: 4,
  volume: 5,
  turnover: 6,
  limit_up: 7,
  limit_down: 8,
} as const;

export const DEPTH = 5;
/** Slots of the best bid and the best ask; each level has its price and then its volume. */
export const BIDS = 9;
export const ASKS = BIDS + 2 * DEPTH;
export const SLOTS = ASKS + 2 * DEPTH;

/** What a column is to the parser beside a slot. */
export const IGNORED = -1;
export const TIME = -2;
export const INSTRUMENT = -3;

const NAMES: readonly string[] = [
  ...Object.keys(SLOT),
  ...levelNames('bid'),
  ...levelNames('ask'),
];

function levelNames(side: 'bid' | 'ask'): readonly string[] {
  return Array.from({ length: DEPTH }, (_, i) => [`${side}${i + 1}`, `${side}${i + 1}_volume`]).flat();
}

/** The name of a slot's column, for messages. */
export function slotName(slot: number): string {
  return NAMES[slot] ?? '';
}

/** Slots that hold shares and not prices or money. */
export function isVolume(slot: number): boolean {
  return slot === SLOT.volume || (slot >= BIDS && (slot - BIDS) % 2 === 1);
}

/** For each column of the file a slot, or what else it is. All columns of the contract are needed. */
export function readColumns(file: string, header: string): Result<readonly number[], InputProblem> {
  const names = header.split(',').map((name) => name.trim().toLowerCase());
  const roles = names.map((name) => {
    if (name === 'time') return TIME;
    return name === 'instrument' ? INSTRUMENT : NAMES.indexOf(name);
  });
  const missing = ['time', 'instrument', ...NAMES].filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return err(inputProblem('file.missingColumns', { file, line: 1 }, { columns: missing.join(', ') }));
  }
  const twice = names.find((name, i) => roles[i] !== IGNORED && names.indexOf(name) !== i);
  if (twice !== undefined) return err(inputProblem('file.duplicateColumn', { file, line: 1, field: twice }));
  return ok(roles);
}
