import { UNASSIGNED_STRATEGY } from '../../core/kernel/ids.ts';
import { type Refusal, type Result, ok } from '../../core/kernel/result.ts';
import { money } from '../../core/kernel/units.ts';
import { type Command } from '../../core/oms/command.ts';
import { type Adjustment } from '../../core/portfolio/adjustment.ts';
import { type Reply, type RequestPayload } from '../preload/contract.ts';
import { type BookingInput } from '../preload/settlement-schemas.ts';
import { type Session } from '../terminal/session.ts';
import { settlementRow } from '../terminal/view/settlement.ts';
import { type Access } from './access/access.ts';
import { instrumentId } from './core-values.ts';
import { type Handlers } from './gate.ts';

type SettlementRequest = 'settlement' | 'resolveDifference' | 'holdSeal' | 'sealDay' | 'releaseDay';

export interface SettlementParts {
  readonly session: Session;
  readonly access: Pick<Access, 'actor'>;
}

/** The end of the day: looked at, set right, sealed or released. */
export function settlementHandlers({ session, access }: SettlementParts): Pick<Handlers, SettlementRequest> {
  const give = (command: Command): Reply<null> => {
    const done = session.command(command, access.actor());
    return done.ok ? ok(null) : done;
  };
  return {
    settlement: () => ok(settlementRow(session)),
    resolveDifference: (asked) => {
      const adjustment = adjustmentOf(asked);
      return adjustment.ok ? give({ type: 'resolveDifference', id: asked.id, resolution: asked.resolution, adjustment: adjustment.value, reason: asked.reason }) : adjustment;
    },
    holdSeal: ({ held }) => give({ type: 'holdSeal', held }),
    sealDay: () => give({ type: 'sealDay' }),
    releaseDay: ({ reason }) => give({ type: 'releaseDay', reason }),
  };
}

function adjustmentOf(asked: RequestPayload<'resolveDifference'>): Result<Adjustment | null, Refusal> {
  return asked.resolution === 'edit' ? booked(asked.booking) : ok(null);
}

/** Shares that a person books belong to no strategy until somebody gives them to one. */
function booked({ cash, instrument, quantity, cost }: BookingInput): Result<Adjustment, Refusal> {
  if (instrument === null) return ok({ cash: money(cash), shares: null });
  const id = instrumentId(instrument);
  if (!id.ok) return id;
  return ok({ cash: money(cash), shares: { instrument: id.value, strategyId: UNASSIGNED_STRATEGY, quantity, cost: money(quantity > 0 ? cost : 0) } });
}
