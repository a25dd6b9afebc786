import { join } from 'node:path';
import { z } from 'zod';
import { strategySchema } from '../../../adapters/cloud/protocol.ts';
import { JsonFile } from '../json-file.ts';

/** What is known of a strategy: what its publisher says of it, and when we heard it. Times are ISO 8601 in UTC. */
export const strategyFactsSchema = strategySchema.extend({
  /** When its latest signals were made; null: none have come. */
  signalsMadeAt: z.iso.datetime().nullable(),
  /** The session that they are for. */
  signalsFor: z.iso.date().nullable(),
  /** Whether their signature was ours and their content what it says; null: none have come. */
  signalsVerified: z.boolean().nullable(),
  fetchedAt: z.iso.datetime(),
});
export type StrategyFacts = z.infer<typeof strategyFactsSchema>;

/**
 * What has been heard of strategies, followed or not, kept in the data folder for all accounts. It can be fetched again
 * at any time and decides nothing, so a damaged file is set aside and forgotten.
 */
export class StrategyFactsStore {
  readonly #file: JsonFile<StrategyFacts[]>;
  #facts: readonly StrategyFacts[];

  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, 'strategies.json'), z.array(strategyFactsSchema), []);
    this.#facts = this.#file.read().value;
  }

  /** In the order of their ids. */
  all(): readonly StrategyFacts[] {
    return this.#facts;
  }

  /** Takes the place of what was known of the same strategies; the others stay. */
  keep(heard: readonly StrategyFacts[]): void {
    const byId = new Map([...this.#facts, ...heard].map((facts) => [facts.id, facts]));
    const facts = [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#file.write(facts);
    this.#facts = facts;
  }
}
