import { expect, it } from 'vitest';
import { type Instructions, outcomeOf, sayFarewell, sayInstructions } from './instructions.ts';

const MINUTE = 60_000;
const NOW = 100 * MINUTE;
const FIRST: Instructions = { args: ['--data-dir=/a'], dataDir: '/a', language: 'zh', crashes: [], playing: null };

it('starts a process again that is gone without a farewell, by the last that it said', () => {
  const said = sayInstructions(FIRST) + sayInstructions({ ...FIRST, playing: 90 });
  expect(outcomeOf(said, NOW)).toEqual({ kind: 'startAgain', instructions: { ...FIRST, playing: 90, crashes: [NOW] } });
});

it('rests when it has ended in order, or was never told anything', () => {
  expect(outcomeOf(sayInstructions(FIRST) + sayFarewell(), NOW)).toEqual({ kind: 'rest' });
  expect(outcomeOf('', NOW)).toEqual({ kind: 'rest' });
});

it('gives up at the fourth crash within ten minutes, and not when they are further apart', () => {
  const after = (...minutesAgo: readonly number[]) =>
    outcomeOf(sayInstructions({ ...FIRST, crashes: minutesAgo.map((minutes) => NOW - minutes * MINUTE) }), NOW).kind;
  expect(after(9, 5)).toBe('startAgain');
  expect(after(9, 5, 1)).toBe('giveUp');
  expect(after(30, 20, 11, 9, 5)).toBe('startAgain');
});
