import { GatewayLink } from '../../adapters/brokers/gateway/gateway-link.ts';
import { refusal } from '../../core/kernel/result.ts';
import { type TradeDate } from '../../core/kernel/time.ts';
import { type OpeningAccount } from '../../core/portfolio/account.ts';
import { type GatewayConnection } from './gateway-session.ts';
import { type LinkStanding, linkStanding } from './link-standing.ts';

/** Asks a gateway which day it has open, and what an account that nobody knows here brought into it. */
export class FirstDay {
  readonly #link: GatewayLink;
  #date: TradeDate | null = null;

  /** `known` is called once; the line is closed by then. */
  constructor(connection: GatewayConnection, known: (date: TradeDate, opening: OpeningAccount) => void) {
    this.#link = new GatewayLink(
      { ...connection, random: Math.random },
      {
        state: ({ kind }) => {
          if (kind === 'ready') this.#link.askMorning();
        },
        welcomed: ({ date }) => {
          this.#date = date;
        },
        morning: ({ opening }) => {
          this.#link.close();
          if (this.#date !== null) known(this.#date, opening);
        },
        report: () => undefined,
        answer: () => undefined,
        refused: () => undefined,
        quotes: () => undefined,
        time: () => undefined,
        closed: () => undefined,
      },
    );
    this.#link.open();
  }

  get standing(): LinkStanding {
    return linkStanding(this.#link, refusal('reconcile.starting'));
  }

  close(): void {
    this.#link.close();
  }
}
