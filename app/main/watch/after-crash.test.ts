import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Result, ok, refuse } from '../../../core/kernel/result.ts';
import { resume } from './after-crash.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PAUSE = { type: 'setPauses', pauses: { buys: true, sells: true } };

function session() {
  return { command: vi.fn((): Result<void, never> => ok(undefined)), playback: { playing: false, speed: 1, play: vi.fn(), pause: vi.fn(), setSpeed: vi.fn(), jumpTo: vi.fn() } };
}

it('pauses buys and sells as soon as the day has been caught up with, and plays nothing', () => {
  const opened = session();
  opened.command.mockReturnValueOnce(refuse('session.catchingUp') as never);
  resume(opened, 'pause', 600);
  vi.advanceTimersByTime(1_000);
  expect(opened.command.mock.calls).toEqual([[PAUSE, 'policy'], [PAUSE, 'policy']]);
  expect(opened.playback.play).not.toHaveBeenCalled();
});

it('goes on where the trader wants that, with a market that was being played', () => {
  const [played, still] = [session(), session()];
  resume(played, 'goOn', 600);
  resume(still, 'goOn', null);
  expect(played.playback.setSpeed).toHaveBeenCalledExactlyOnceWith(600);
  expect(played.playback.play).toHaveBeenCalledOnce();
  expect(still.playback.play).not.toHaveBeenCalled();
  expect(played.command).not.toHaveBeenCalled();
});
