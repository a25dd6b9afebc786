import { z } from 'zod';

/** What the watcher is told by the process that it watches over; the last of them counts. */
const instructionsSchema = z.strictObject({
  /** How the app is started again. */
  args: z.array(z.string()),
  dataDir: z.string(),
  language: z.enum(['zh', 'en']),
  /** When it was started again before, in epoch milliseconds. */
  crashes: z.array(z.int()),
  /** How fast a market that is played was running, in session seconds per second; null: it was not. */
  playing: z.number().positive().nullable(),
});
export type Instructions = Readonly<z.infer<typeof instructionsSchema>>;

/** Said last by a process that ends in order. */
const FAREWELL = 'farewell';

/** What the watcher does once the process is gone: `giveUp` when it has crashed too often to be started again. */
export type Outcome =
  | { readonly kind: 'rest' }
  | { readonly kind: 'startAgain' | 'giveUp'; readonly instructions: Instructions };

/** More crashes than this within ten minutes, and starting it again would only go on like that. */
const MOST_CRASHES = 3;
const CRASH_WINDOW_MS = 600_000;

export function sayInstructions(instructions: Instructions): string {
  return `${JSON.stringify(instructions)}\n`;
}

export function sayFarewell(): string {
  return `${FAREWELL}\n`;
}

/** From everything that was said until nobody was there to say more. The crash at `now` is added to those before. */
export function outcomeOf(said: string, now: number): Outcome {
  const last = said.split('\n').findLast((line) => line !== '');
  if (last === undefined || last === FAREWELL) return { kind: 'rest' };
  const instructions = instructionsSchema.parse(JSON.parse(last));
  const crashes = [...instructions.crashes.filter((at) => now - at < CRASH_WINDOW_MS), now];
  return { kind: crashes.length > MOST_CRASHES ? 'giveUp' : 'startAgain', instructions: { ...instructions, crashes } };
}
