import { type Board, type Instrument, type InstrumentId } from '../../market/instrument.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

/** A list of instruments by any of four marks. */
export interface InstrumentList {
  readonly instruments: readonly InstrumentId[];
  readonly industries: readonly string[];
  readonly boards: readonly Board[];
  /** Names; `*` stands for any letters: `ST*` is every name that begins with ST. */
  readonly names: readonly string[];
}

export interface RestrictedSetting {
  /** Null: everything; else only what is on this list may be bought. */
  readonly only: InstrumentList | null;
  /** Null: nothing; else what is on this list may not be bought, whatever the other list says. */
  readonly never: InstrumentList | null;
  readonly severity: Severity;
}

/** White list and black list. What is held may be sold, listed or not. */
export const restricted = gateRule({ name: 'restricted', scope: 'instrument', severities: REFUSING }, (context, pass) => {
  const { order, reference, policy } = context;
  const setting = policy.rules.restricted;
  if (setting === null || order.side === 'sell' || reference === undefined) return pass;
  const { severity, never, only } = setting;
  const by = never === null ? null : listedBy(never, reference.instrument);
  if (by !== null) {
    return breach(context, severity, { rule: 'restricted', code: 'restricted.never', params: { instrument: order.instrument, by } });
  }
  if (only === null || listedBy(only, reference.instrument) !== null) return pass;
  return breach(context, severity, { rule: 'restricted', code: 'restricted.notListed', params: { instrument: order.instrument } });
});

/** The entry that names the instrument, or null. */
export function listedBy(list: InstrumentList, instrument: Instrument): string | null {
  if (list.instruments.includes(instrument.id)) return instrument.id;
  if (list.boards.includes(instrument.board)) return instrument.board;
  if (instrument.industry !== null && list.industries.includes(instrument.industry)) return instrument.industry;
  return list.names.find((pattern) => matches(pattern, instrument.name)) ?? null;
}

/** `*` stands for any letters, none too; every other letter for itself. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
