import { setTimeout as pause } from 'node:timers/promises';
import { type Random } from '../../core/kernel/random.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type CloudClient, type CloudFailure } from './cloud-client.ts';
import { type Outbox, type QueuedItem, parcelOf } from './outbox.ts';
import { type Credentials } from './protocol.ts';

/** How long failures are put up with. Waits double, from `firstWaitMs`, and are spread by chance. */
export interface PushPatience {
  /** Failures in a row before it is given up until the next time. */
  readonly attempts: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const USUAL_PATIENCE: PushPatience = { attempts: 8, firstWaitMs: 250, longestWaitMs: 30_000 };

export interface PushOptions {
  readonly patience: PushPatience;
  readonly random: Random;
  /** Ends it early: what is left stays in the outbox. */
  readonly signal?: AbortSignal;
  /** Hears of each item that was taken. */
  readonly onTaken?: (item: QueuedItem) => void;
  /** Hears of each failure, and in how many milliseconds it is tried again; null: not by itself. */
  readonly onFailed?: (item: QueuedItem, failure: CloudFailure, againInMs: number | null) => void;
}

/**
 * Sends everything in the outbox, each item once and in order. The cloud is asked how far it has come before anything is
 * said, and again wherever an answer was lost or somebody else has moved it on.
 *
 * @returns how many were taken now; a refusal, or the last failure when patience ran out. What is left stays in the outbox.
 */
export async function push(
  outbox: Outbox,
  client: CloudClient,
  credentials: Credentials,
  options: PushOptions,
): Promise<Result<number, CloudFailure>> {
  let taken = 0;
  let failures = 0;
  /** Place of the last item at the cloud; null: to be asked. */
  let last: number | null = null;
  for (let next = outbox.next(); next !== null && !hasStopped(options); next = outbox.next()) {
    const answer: Result<number, CloudFailure> =
      last === null ? await whereItStands(outbox, client, credentials) : await sendOne(outbox, client, credentials, last + 1, next);
    if (answer.ok) {
      if (last !== null) {
        taken += 1;
        failures = 0;
        options.onTaken?.(next);
      }
      last = answer.value;
      continue;
    }
    if (hasStopped(options)) break;
    outbox.failed(next.id, sayFailure(answer.error));
    failures += 1;
    const over = isFinal(answer.error) || failures >= options.patience.attempts;
    const againInMs = over ? null : waitOf(options, failures);
    options.onFailed?.(next, answer.error, againInMs);
    if (againInMs === null) return answer;
    last = null;
    await pause(againInMs, undefined, { ...(options.signal === undefined ? {} : { signal: options.signal }) }).catch(() => undefined);
  }
  return ok(taken);
}

async function whereItStands(outbox: Outbox, client: CloudClient, credentials: Credentials): Promise<Result<number, CloudFailure>> {
  const progress = await client.progress(credentials, outbox.stream);
  if (!progress.ok) return progress;
  outbox.holdsUpTo(progress.value.last);
  return ok(progress.value.last);
}

/** @returns the place of the cloud's last item */
async function sendOne(
  outbox: Outbox,
  client: CloudClient,
  credentials: Credentials,
  place: number,
  queued: QueuedItem,
): Promise<Result<number, CloudFailure>> {
  const { terminal, key } = credentials;
  const answer = await client.send(credentials, place, parcelOf(terminal, key, place, queued));
  if (!answer.ok) return err(answer.error);
  outbox.taken(queued.id, answer.value.place);
  return ok(answer.value.last);
}

/** Whether saying it again cannot help: the cloud has looked at it and said no, and not only to its place. */
function isFinal(failure: CloudFailure): boolean {
  return failure.kind === 'refused' && failure.problem.code !== 'cloud.outOfOrder';
}

export function sayFailure(failure: CloudFailure): string {
  return failure.kind === 'failed' ? failure.reason : `${failure.problem.code}: ${failure.problem.message}`;
}

function hasStopped({ signal }: PushOptions): boolean {
  return signal?.aborted === true;
}

function waitOf({ patience, random }: PushOptions, failures: number): number {
  const longest = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** (failures - 1));
  return longest * (0.5 + random() / 2);
}
