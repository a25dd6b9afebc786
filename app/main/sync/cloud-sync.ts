import { gzipSync } from 'node:zlib';
import { addressProblem } from '../../../adapters/cloud/cloud-address.ts';
import { CloudClient, type CloudFailure, bodyOf } from '../../../adapters/cloud/cloud-client.ts';
import { type Outbox, type QueuedItem, parcelOf } from '../../../adapters/cloud/outbox.ts';
import { type Credentials, type Item } from '../../../adapters/cloud/protocol.ts';
import { seededRandom } from '../../../core/kernel/random.ts';
import { type Refusal, type Result, ok, refusal, refuse } from '../../../core/kernel/result.ts';
import { type TradeDate } from '../../../core/kernel/time.ts';
import { type SyncRow, type SyncStatusRow, type UploadKind, type UploadPreviewRow, type UploadRow } from '../../preload/sync-rows.ts';
import { type RequestPayload } from '../../preload/contract.ts';
import { type Session } from '../../terminal/session.ts';
import { sealedItems } from '../../terminal/sync/sealed-items.ts';
import { type Destination, Uploader } from '../../terminal/sync/uploader.ts';
import { type Secrets } from '../secrets.ts';
import { type SyncSettingsStore } from './sync-settings-store.ts';

/** The rows of the queue that the window shows. */
const SHOWN = 500;

export interface CloudSyncParts {
  readonly session: Session;
  readonly settings: SyncSettingsStore;
  readonly secrets: Pick<Secrets, 'get' | 'set' | 'outlivesTheApp'>;
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

/** The account's way up to a cloud: whom to, what, and how far. Token and key never leave this process. */
export class CloudSync {
  readonly #parts: CloudSyncParts;
  readonly #uploader: Uploader;

  constructor(parts: CloudSyncParts) {
    this.#parts = parts;
    const { session, now, onFault } = parts;
    this.#uploader = new Uploader({ session, destination: () => this.#destination(), random: seededRandom(now()), now, onFault });
    this.#uploader.wake();
  }

  status(): SyncStatusRow {
    const waiting = this.#outbox?.count().waiting ?? 0;
    const { paused } = this.#parts.settings.get();
    if (this.#credentials() === null) return { state: 'off', waiting };
    return { state: paused ? 'paused' : this.#uploader.state.kind, waiting };
  }

  row(): SyncRow {
    const { session, settings, secrets } = this.#parts;
    const outbox = this.#outbox;
    const past = outbox === undefined ? undefined : session.past;
    const { state } = this.#uploader;
    const { cloud, kinds, paused } = settings.get();
    return {
      ...this.status(),
      cloud,
      kinds,
      paused,
      keepsSecrets: secrets.outlivesTheApp,
      failure: 'failure' in state ? sayFailure(state.failure) : null,
      againAt: state.kind === 'waiting' ? state.againAt : null,
      total: outbox?.count().total ?? 0,
      from: outbox?.start() ?? null,
      days: past?.sealedDays() ?? [],
      items: outbox?.latest(SHOWN).map(uploadRow) ?? [],
    };
  }

  /** Makes this terminal known to a cloud, and lets what the account has to say go up there from now on. */
  async connect({ address, user, terminal, token }: RequestPayload<'connectCloud'>): Promise<Result<null, Refusal>> {
    const problem = addressProblem(address);
    if (problem !== null) return refuse('cloud.badAddress', { address, problem });
    const enrolled = await new CloudClient(address).enrol({ user, terminal }, token === '' ? null : token);
    if (!enrolled.ok) return { ok: false, error: sayFailure(enrolled.error) };
    const { secrets, settings } = this.#parts;
    secrets.set('cloudToken', enrolled.value.token);
    secrets.set('cloudKey', enrolled.value.key);
    settings.set({ cloud: { address, user, terminal } });
    this.#uploader.startOver();
    return ok(null);
  }

  leave(): void {
    const { secrets, settings } = this.#parts;
    secrets.set('cloudToken', '');
    secrets.set('cloudKey', '');
    settings.set({ cloud: null });
    this.#uploader.wake();
  }

  change({ kinds, paused }: RequestPayload<'setUploads'>): void {
    this.#parts.settings.set({ ...(kinds === undefined ? {} : { kinds }), ...(paused === undefined ? {} : { paused }) });
    this.#uploader.wake();
  }

  uploadFrom(date: TradeDate): Result<null, Refusal> {
    const { past } = this.#parts.session;
    const outbox = this.#outbox;
    if (outbox === undefined || past?.sealedDays().includes(date) !== true) return refuse('review.notSealed', { date });
    outbox.startFrom(date);
    this.#uploader.wake();
    return ok(null);
  }

  retry(): void {
    this.#uploader.wake();
  }

  /** What goes up of one kind of a sealed day, or went up: the very text, and the message around it. */
  async preview(date: TradeDate, kind: UploadKind): Promise<Result<UploadPreviewRow, Refusal>> {
    const { past } = this.#parts.session;
    const outbox = this.#outbox;
    if (outbox === undefined || past?.sealedDays().includes(date) !== true) return refuse('review.notSealed', { date });
    const queued = outbox.find(date, kind);
    const [item] = queued === null ? await sealedItems(past, outbox.stream, date, [kind]) : [queued.item];
    const body = queued === null ? null : this.#bodyOf(queued);
    return ok({ date, kind, text: item?.text ?? '', body, packed: body === null ? null : gzipSync(body).byteLength });
  }

  /** Who is asked for signals, and as whom; null: no cloud was named. */
  get access(): Pick<Destination, 'client' | 'credentials'> | null {
    const { cloud } = this.#parts.settings.get();
    const credentials = this.#credentials();
    return cloud === null || credentials === null ? null : { client: new CloudClient(cloud.address), credentials };
  }

  close(): Promise<void> {
    return this.#uploader.close();
  }

  /** Of the account at hand; while one is left for another there is none. */
  get #outbox(): Outbox | undefined {
    const { outbox } = this.#parts.session;
    return outbox?.isOpen === true ? outbox : undefined;
  }

  #bodyOf(queued: QueuedItem): string | null {
    const credentials = this.#credentials();
    const outbox = this.#outbox;
    if (credentials === null || outbox === undefined) return null;
    return bodyOf(parcelOf(credentials.terminal, credentials.key, outbox.placeOf(queued), queued));
  }

  #credentials(): Credentials | null {
    const { settings, secrets } = this.#parts;
    const { cloud } = settings.get();
    const [token, key] = [secrets.get('cloudToken'), secrets.get('cloudKey')];
    return cloud === null || token === '' || key === '' ? null : { user: cloud.user, terminal: cloud.terminal, token, key };
  }

  #destination(): Destination | null {
    const { kinds, paused } = this.#parts.settings.get();
    return this.access === null || paused ? null : { ...this.access, kinds };
  }
}

function uploadRow({ id, item, attempts, problem, place }: QueuedItem): UploadRow {
  return { id, date: item.date, kind: kindOf(item), bytes: Buffer.byteLength(item.text), attempts, problem, place };
}

/** Only what a day's records make up is ever put into an account's own outbox. */
function kindOf({ kind }: Item): UploadKind {
  return kind as UploadKind;
}

export function sayFailure(failure: CloudFailure): Refusal {
  if (failure.kind === 'failed') return refusal('cloud.failed', { reason: failure.reason });
  const { code, message } = failure.problem;
  return refusal(code, { message });
}
