import { join } from 'node:path';
import { z } from 'zod';
import { type SignedSignals, signedSignalsSchema } from '../../../adapters/cloud/protocol.ts';
import { JsonFile } from '../json-file.ts';

const takenSchema = z.strictObject({ strategy: z.string(), tradeDate: z.string(), contentId: z.string() });
const pulledSchema = z.strictObject({ received: z.array(signedSignalsSchema), taken: z.array(takenSchema) });
type Pulled = z.infer<typeof pulledSchema>;

/** Sessions whose signals are remembered to have been taken, so that later ones that differ are noticed. */
const MOST_TAKEN = 500;

/** The last signals of each strategy as they came down, signature and all, and which were taken into a plan. */
export class PulledSignalsStore {
  readonly #file: JsonFile<Pulled>;
  #pulled: Pulled;

  constructor(dataDir: string) {
    this.#file = new JsonFile(join(dataDir, 'cloud-signals.json'), pulledSchema, { received: [], taken: [] });
    this.#pulled = this.#file.read().value;
  }

  of(strategy: string): SignedSignals | null {
    return this.#pulled.received.find(({ signals }) => signals.strategy === strategy) ?? null;
  }

  keep(received: SignedSignals): void {
    const { strategy } = received.signals;
    const others = this.#pulled.received.filter(({ signals }) => signals.strategy !== strategy);
    this.#write({ ...this.#pulled, received: [...others, received] });
  }

  /** Content of those that were taken for a session; null: none were. */
  takenFor(strategy: string, tradeDate: string): string | null {
    return this.#pulled.taken.findLast((one) => one.strategy === strategy && one.tradeDate === tradeDate)?.contentId ?? null;
  }

  take({ signals: { strategy, tradeDate }, contentId }: SignedSignals): void {
    this.#write({ ...this.#pulled, taken: [...this.#pulled.taken, { strategy, tradeDate, contentId }].slice(-MOST_TAKEN) });
  }

  #write(pulled: Pulled): void {
    this.#file.write(pulled);
    this.#pulled = pulled;
  }
}
