import { freshFolder } from '../e2e/support/kaipan.ts';
import { buildApp, prepareWindow } from '../scripts/lib/prepare.mjs';
import { say } from '../scripts/lib/say.mjs';
import { withDisplay } from '../scripts/lib/window.mjs';
import { type Row, report } from './harness.ts';
import { makeDecade } from './window/decade.ts';
import { type ReviewTimes, measureReview, workOut } from './window/review.ts';

/*
 * The page 复盘 in the real window over an account of ten years, twenty strategies and a million fills on disk. Each round
 * is a start of its own: nothing is in the app's memory. The main process is watched all the while.
 */

const ROUNDS = 5;

await prepareWindow();
await buildApp();
const rows = await withDisplay(async (env) => {
  const folder = await freshFolder();
  try {
    const made = makeDecade(folder.path, (year) => say(`making ${year}`));
    say(`made ${made.days} sealed days with ${made.fills} fills in ${made.records} records`);
    const first = await workOut(env, folder.path);
    const rounds: ReviewTimes[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureReview(env, folder.path));
    return [
      { what: `${made.days} days, ${made.fills} fills: worked out once, beside trading`, measured: first.seconds, unit: 's' },
      { what: 'meanwhile the main process came late by, at worst', measured: first.mainLate, unit: 'ms' },
      ...rowsOf(rounds),
    ];
  } finally {
    await folder.remove();
  }
});
report('review', rows);

function rowsOf(rounds: readonly ReviewTimes[]): readonly Row[] {
  const [one] = rounds;
  return [
    { what: 'first paint', target: 'under 300', measured: median(rounds.map(({ firstPaint }) => firstPaint)), unit: 'ms' },
    ...(one?.steps ?? []).map(({ what }, at) => ({ what, target: 'under 100', measured: median(rounds.map(({ steps }) => steps[at]?.ms ?? Number.NaN)), unit: 'ms' })),
    { what: 'the main process came late by, at worst', measured: Math.max(...rounds.map(({ mainLate }) => mainLate)), unit: 'ms' },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
