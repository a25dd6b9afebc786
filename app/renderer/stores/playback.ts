import { type PlaybackAction } from '../../preload/contract.ts';
import { ask } from './ask.ts';
import { bridge } from './bridge.ts';
import { useTerminal } from './terminal.ts';

/** What the demo's account is called. */
export const DEMO_ACCOUNT = 'demo';

/** Session seconds per wall second that the menu offers. */
export const SPEEDS = [1, 10, 30, 80, 300] as const;

export async function playbackAction(action: PlaybackAction): Promise<void> {
  await ask(bridge().playback(action));
}

export async function togglePlaying(): Promise<void> {
  const playback = useTerminal.getState().status?.playback;
  if (playback != null) await playbackAction({ action: playback.playing ? 'pause' : 'play' });
}

/** To the next faster or slower speed of the menu. */
export async function changeSpeed(direction: 1 | -1): Promise<void> {
  const now = useTerminal.getState().status?.playback?.speed;
  if (now === undefined) return;
  const speed = direction > 0 ? SPEEDS.find((one) => one > now) : SPEEDS.findLast((one) => one < now);
  if (speed !== undefined) await playbackAction({ action: 'setSpeed', speed });
}

/** Asks for the folder of a recorded day and goes over to it. */
export async function openRecorded(): Promise<void> {
  await ask(bridge().openRecorded());
}

export async function openDemo(): Promise<void> {
  await ask(bridge().openDemo());
}
