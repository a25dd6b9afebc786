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
  /** Hears of each item that was taken, and of each failure. */
  readonly onStep?: (item: QueuedItem, failure: CloudFailure | null) => void;
}

/**
 * Sends everything in the outbox, each item once and in order. Where an answer was lost, the cloud is asked how far it has
 * come before anything is said again.
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
  for (let next = outbox.next(); next !== null; next = outbox.next()) {
    const answer = await client.send(credentials, next.seq, parcelOf(credentials.terminal, credentials.key, next));
    if (answer.ok) {
      outbox.taken(next.seq);
      taken += 1;
      failures = 0;
      options.onStep?.(next, null);
      continue;
    }
    outbox.failed(next.seq, sayFailure(answer.error));
    options.onStep?.(next, answer.error);
    if (answer.error.kind === 'refused') return answer;
    failures += 1;
    if (failures >= options.patience.attempts) return answer;
    await wait(options, failures);
    const progress = await client.progress(credentials);
    if (progress.ok) outbox.takenExactly(progress.value.last);
    else if (progress.error.kind === 'refused') return err(progress.error);
  }
  return ok(taken);
}

export function sayFailure(failure: CloudFailure): string {
  return failure.kind === 'failed' ? failure.reason : `${failure.problem.code}: ${failure.problem.message}`;
}

async function wait({ patience, random }: PushOptions, failures: number): Promise<void> {
  const longest = Math.min(patience.longestWaitMs, patience.firstWaitMs * 2 ** (failures - 1));
  await new Promise((resolve) => {
    setTimeout(resolve, longest * (0.5 + random() / 2));
  });
}
