import { type Phase } from '../../../core/market/rules.ts';
import { type Mode } from '../../../core/oms/events.ts';
import { type PhaseRow, type StatusRow } from '../../preload/contract.ts';
import { type Session } from '../session.ts';

/** Shown before a day is open: nothing can be traded then, so the harmless one. */
const MODE_BEFORE_DAY: Mode = 'paper';

export function phaseRow(phase: Phase): PhaseRow {
  const { name, from, until, entry, cancel } = phase;
  return { name, from, until, entry, cancel };
}

export function statusRow(session: Session, lastQuoteArrival: number | null): StatusRow {
  const { state, playback } = session;
  const phase = session.phase();
  return {
    mode: state.day?.mode ?? MODE_BEFORE_DAY,
    account: session.account,
    date: state.day?.date ?? null,
    broker: session.broker(),
    quotes: session.quotes(),
    lastQuoteArrival,
    phase: phase === null ? null : phaseRow(phase),
    phases: session.phases.map(phaseRow),
    now: session.now(),
    clockRate: clockRate(session),
    pauses: { buys: state.pauses.buys, sells: state.pauses.sells, strategies: state.pauses.strategies },
    trading: state.trading,
    halted: session.failure ?? state.halted,
    failure: session.failure,
    gateway: session.gateway ?? null,
    unreconciled: state.unreconciled,
    playback: playback === null ? null : { playing: playback.playing, speed: playback.speed, goesOn: 'goesOn' in playback && playback.goesOn },
    settled: state.settled !== null,
    sealed: state.sealed,
    released: state.released !== null,
  };
}

function clockRate({ playback, clockRate: rate = 1 }: Session): number {
  if (playback === null) return rate;
  return playback.playing ? playback.speed : 0;
}
