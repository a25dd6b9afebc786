import { ok, refuse } from '../../core/kernel/result.ts';
import { type Session } from '../terminal/session.ts';
import { type Access } from './access/access.ts';
import { type AccountChoice, gatewayAccount } from './account-choice.ts';
import { type GatewayMemory } from './gateway-memory.ts';
import { type Handlers } from './gate.ts';
import { type Reply } from '../preload/contract.ts';

type GatewayRequest = 'gatewayForm' | 'connectGateway' | 'acceptDifferences' | 'compareBooks';

export interface GatewayParts {
  readonly session: Session;
  readonly access: Pick<Access, 'actor'>;
  readonly memory: Pick<GatewayMemory, 'form' | 'read' | 'choose'>;
  readonly changeTo: (account: AccountChoice) => Promise<Reply<null>>;
}

/** How one goes over to an account at a gateway, and what to do where its books differ from ours. */
export function gatewayHandlers({ session, access, memory, changeTo }: GatewayParts): Pick<Handlers, GatewayRequest> {
  return {
    gatewayForm: () => ok(memory.form),
    connectGateway: async (filledIn) => {
      const connection = memory.read(filledIn);
      if (!connection.ok) return connection;
      const changed = await changeTo(gatewayAccount(connection.value));
      if (changed.ok) memory.choose(connection.value);
      return changed;
    },
    acceptDifferences: ({ reason }) => {
      const done = session.command({ type: 'acceptDifferences', reason }, access.actor());
      return done.ok ? ok(null) : done;
    },
    compareBooks: () => {
      if (session.compareBooks === undefined) return refuse('gateway.none');
      session.compareBooks();
      return ok(null);
    },
  };
}
