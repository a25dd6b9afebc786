import { type Instrument } from '../../../core/market/instrument.ts';

/** What instruments are called. */
export interface Names {
  /** Its code where no name is known. */
  readonly nameOf: (instrument: string) => string;
  /** Empty where it is not known. */
  readonly industryOf: (instrument: string) => string;
}

export type NamedInstrument = Pick<Instrument, 'id' | 'name' | 'industry'>;

export function namesOf(instruments: Iterable<NamedInstrument>): Names {
  const known = new Map<string, NamedInstrument>([...instruments].map((one) => [one.id, one]));
  return {
    nameOf: (instrument) => known.get(instrument)?.name ?? instrument.slice(0, 6),
    industryOf: (instrument) => known.get(instrument)?.industry ?? '',
  };
}
