import { openSync, writeSync } from 'node:fs';
import { type Broker, type Journal } from '../../../core/oms/ports.ts';

/** Something that a terminal relies on. */
export type Testimony =
  /** The journal has taken everything up to this record. */
  | { readonly kept: number }
  /** This order has left. */
  | { readonly sent: string };

/** Stands behind the journal and before the wire, and says at once what was taken and what is about to leave. */
export class Witness {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  journal(journal: Journal): Journal {
    return {
      read: () => journal.read(),
      append: (step, at, events) => {
        const first = journal.append(step, at, events);
        this.#say({ kept: first + events.length - 1 });
        return first;
      },
    };
  }

  broker(broker: Broker): Pick<Broker, 'submit' | 'cancel'> {
    return {
      submit: (order) => {
        this.#say({ sent: order.id });
        broker.submit(order);
      },
      cancel: (orderId) => broker.cancel(orderId),
    };
  }

  #say(testimony: Testimony): void {
    writeSync(this.#file, `${JSON.stringify(testimony)}\n`);
  }
}
