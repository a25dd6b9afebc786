import { type CloudClient, type CloudFailure } from '../../../adapters/cloud/cloud-client.ts';
import { type Outbox } from '../../../adapters/cloud/outbox.ts';
import { type Credentials, type RecordedKind } from '../../../adapters/cloud/protocol.ts';
import { type PushPatience, push } from '../../../adapters/cloud/push.ts';
import { type Random } from '../../../core/kernel/random.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type Session } from '../session.ts';
import { sealedItems } from './sealed-items.ts';

/** A cloud may be away for a night: it is asked again for as long as the terminal runs. */
const NIGHT_LONG: PushPatience = { attempts: Number.POSITIVE_INFINITY, firstWaitMs: 1_000, longestWaitMs: 300_000 };

/** Whom the uploads go to, and what is among them. */
export interface Destination {
  readonly client: CloudClient;
  readonly credentials: Credentials;
  readonly kinds: readonly RecordedKind[];
}

export interface UploaderParts {
  readonly session: Pick<Session, 'outbox' | 'past' | 'onChange'>;
  /** Null: nothing goes up, for nobody has said where to, or somebody has paused it. */
  readonly destination: () => Destination | null;
  readonly random: Random;
  readonly now: () => number;
  /** Hears of a fault of ours. */
  readonly onFault: (error: unknown) => void;
}

/** Where the uploads stand. */
export type UploadState =
  | { readonly kind: 'still' }
  | { readonly kind: 'sending' }
  /** It failed and is tried again at `againAt` (wall clock, ms). */
  | { readonly kind: 'waiting'; readonly failure: CloudFailure; readonly againAt: number }
  /** The cloud said no: somebody has to look. */
  | { readonly kind: 'refused'; readonly failure: CloudFailure };

const STILL: UploadState = { kind: 'still' };

/**
 * Takes the account's sealed days up by itself. What is missing in the outbox is made of the sealed journal, so a kill
 * between seal and outbox loses nothing. It runs between the inputs of the session and holds none of them up.
 */
export class Uploader {
  readonly #parts: UploaderParts;
  readonly #unsubscribe: () => void;
  #state = STILL;
  #run: { readonly stop: AbortController; readonly over: Promise<void> } | null = null;
  #again = false;
  /** The outbox of which the cloud was asked what it has, since we began or were connected. */
  #compared: Outbox | null = null;
  #closed = false;

  constructor(parts: UploaderParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.session.onChange(({ reset, records }) => {
      if (reset === true || records.some(({ event }) => event.type === 'daySealed')) this.wake();
    });
  }

  get state(): UploadState {
    return this.#state;
  }

  /** Looks for what is to go up, and tries at once what waits. */
  wake(): void {
    if (this.#closed) return;
    this.#again = true;
    if (this.#run === null) this.#begin();
    else this.#run.stop.abort();
  }

  /** What the cloud has is to be asked anew: it is another one, or we are another terminal there. */
  startOver(): void {
    this.#compared = null;
    this.wake();
  }

  /** Stops; what is left stays in the outbox. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    this.#run?.stop.abort();
    await this.#run?.over;
  }

  #begin(): void {
    this.#again = false;
    const stop = new AbortController();
    const { outbox } = this.#parts.session;
    const over = this.#upload(outbox, stop.signal).catch((error: unknown) => this.#fault(outbox, error)).then(() => {
      this.#run = null;
      if (this.#again && !this.#closed) this.#begin();
    });
    this.#run = { stop, over };
  }

  async #upload(outbox: Outbox | undefined, signal: AbortSignal): Promise<void> {
    const { random } = this.#parts;
    const destination = this.#parts.destination();
    this.#state = outbox === undefined || destination === null ? STILL : { kind: 'sending' };
    if (outbox === undefined || destination === null) return;
    const { client, credentials, kinds } = destination;
    outbox.keepOnly(kinds);
    await this.#fill(outbox, kinds, signal);
    await this.#compare(outbox, destination);
    const onTaken = (): void => void (this.#state = { kind: 'sending' });
    const onFailed = (_item: unknown, failure: CloudFailure, againInMs: number | null): void => {
      this.#state = againInMs === null ? { kind: 'refused', failure } : { kind: 'waiting', failure, againAt: this.#parts.now() + againInMs };
    };
    const sent = await push(outbox, client, credentials, { patience: NIGHT_LONG, random, signal, onTaken, onFailed });
    if (sent.ok) this.#state = STILL;
  }

  /** What a cloud has lost goes up again, also when nothing else would. One that does not answer is asked by `push`. */
  async #compare(outbox: Outbox, { client, credentials }: Destination): Promise<void> {
    if (this.#compared === outbox || outbox.count().total === 0) return;
    const progress = await client.progress(credentials, outbox.stream);
    if (!progress.ok) return;
    outbox.holdsUpTo(progress.value.last);
    this.#compared = outbox;
  }

  /** Puts in what sealed days have and the outbox does not. */
  async #fill(outbox: Outbox, kinds: readonly RecordedKind[], signal: AbortSignal): Promise<void> {
    const { past } = this.#parts.session;
    if (past === undefined) return;
    for (const date of daysToGo(outbox, past.sealedDays())) {
      await new Promise(setImmediate);
      const missing = kinds.filter((kind) => !outbox.kindsOf(date).has(kind));
      if (missing.length > 0) outbox.put(await sealedItems(past, outbox.stream, date, missing));
      if (signal.aborted) return;
    }
  }

  /** The account that it was about may have been left meanwhile, its database closed: then there is nothing wrong. */
  #fault(outbox: Outbox | undefined, error: unknown): void {
    this.#state = STILL;
    if (outbox?.isOpen === true) this.#parts.onFault(error);
  }
}

/** From the day that was chosen on; at first from the latest. */
function daysToGo(outbox: Outbox, sealed: readonly TradeDate[]): readonly TradeDate[] {
  const latest = sealed.at(-1);
  if (outbox.start() === null && latest !== undefined) outbox.startFrom(latest);
  const start = outbox.start();
  return start === null ? [] : sealed.filter((date) => date >= start);
}
