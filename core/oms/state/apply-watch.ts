import { unreachable } from '../../kernel/invariant.ts';
import { type EpochMs } from '../../kernel/time.ts';
import { type OmsEvent } from '../events.ts';
import { type WatchMemory } from '../watch/watch-memory.ts';

type WatchEvent = Extract<OmsEvent, { type: 'watchArmed' | 'watchDisarmed' | 'watchRearmed' | 'watchHighMarked' | 'watchFired' | 'exitArmed' | 'exitDisarmed' | 'exitFired' }>;

/** Books a fact of the watches: a part of `apply`. */
export function applyWatch(watches: WatchMemory, event: WatchEvent, at: EpochMs): void {
  switch (event.type) {
    case 'watchArmed':
      return watches.arm(event, event.setting);
    case 'watchDisarmed':
      return watches.disarm(event);
    case 'watchRearmed':
      return watches.rearm(event);
    case 'watchHighMarked':
      return watches.markHigh(event, event.high);
    case 'watchFired':
      if (event.carried !== null) watches.settleDue(event.carried);
      return watches.fire(event, { at, reading: event.reading, lines: event.lines, unsold: event.unsold }, event.owed);
    case 'exitArmed':
      return watches.armExit(event.exit);
    case 'exitDisarmed':
      return watches.disarmExit(event.exit);
    case 'exitFired':
      return watches.fireExit(event, { at, why: event.why, lines: event.lines });
    default:
      unreachable(event);
  }
}
