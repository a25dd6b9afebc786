import { type Broker, type Journal } from '../../core/oms/ports.ts';
import { type OmsEvent } from '../../core/oms/events.ts';

/** The steps of an order's way at which a terminal is killed. */
export const ORDER_STEPS = [
  'beforeIntent',
  'afterIntent',
  'beforeSend',
  'afterSend',
  'beforeAcknowledged',
  'afterAcknowledged',
  'beforeFill',
  'afterFill',
  'beforeCancel',
  'afterCancel',
] as const;
/** … and those of an upload: before it leaves, and after the cloud has answered and before that is written down. */
export const UPLOAD_STEPS = ['beforeUpload', 'afterUpload'] as const;
export type Step = (typeof ORDER_STEPS)[number] | (typeof UPLOAD_STEPS)[number];

/** Kill at the `nth` time that the step is reached. */
export interface Pull {
  readonly step: Step;
  readonly nth: number;
}

/** Stands before the disk and before the wire of a terminal, and kills its process; null leaves it alone. */
export class Plug {
  readonly #pull: Pull | null;
  #left: number;

  constructor(pull: Pull | null) {
    this.#pull = pull;
    this.#left = pull?.nth ?? 0;
  }

  journal(journal: Journal): Journal {
    return {
      read: () => journal.read(),
      append: (step, at, events) => {
        const what = stepOf(events);
        if (what !== null) this.pass(`before${what}`);
        const first = journal.append(step, at, events);
        if (what !== null) this.pass(`after${what}`);
        return first;
      },
    };
  }

  broker(broker: Broker): Pick<Broker, 'submit' | 'cancel'> {
    return {
      submit: (order) => {
        this.pass('beforeSend');
        broker.submit(order);
        this.pass('afterSend');
      },
      cancel: (orderId) => {
        this.pass('beforeCancel');
        broker.cancel(orderId);
        this.pass('afterCancel');
      },
    };
  }

  pass(step: Step): void {
    if (step !== this.#pull?.step) return;
    this.#left -= 1;
    if (this.#left === 0) process.kill(process.pid, 'SIGKILL');
  }
}

function stepOf(events: readonly OmsEvent[]): 'Intent' | 'Acknowledged' | 'Fill' | null {
  for (const event of events) {
    if (event.type === 'orderIntended') return 'Intent';
    if (event.type === 'reportReceived') return event.report.kind === 'filled' ? 'Fill' : 'Acknowledged';
  }
  return null;
}
