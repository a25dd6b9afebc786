import type { IpcMainInvokeEvent } from 'electron';
import { type Err, type Refusal, refuse } from '../../core/kernel/result.ts';
import {
  type GateCode,
  MAX_SIGNALS_BYTES,
  MAX_STATEMENT_BYTES,
  REQUEST_NAMES,
  type Replies,
  type Reply,
  type RequestName,
  type RequestPayload,
} from '../preload/contract.ts';
import { requestSchemas } from '../preload/schemas.ts';
import { type Access } from './access/access.ts';
import { rightFor } from './access/rights.ts';
import { isOurs } from './origin.ts';
import { payloadSize } from './payload-size.ts';
import { RateLimit } from './rate-limit.ts';

/** What answers the requests, one function each. Payloads have been parsed when they come here. */
export type Handlers = {
  readonly [Name in RequestName]: (payload: RequestPayload<Name>) => Reply<Replies[Name]> | Promise<Reply<Replies[Name]>>;
};

/** Requests that may lead to orders, with how many a second a person could give. Nothing that stops trading is here. */
const PER_SECOND: Readonly<Partial<Record<RequestName, number>>> = {
  placeOrder: 5,
  approveLines: 10,
  importSignals: 2,
  unlock: 2,
};

const MAX_PAYLOAD_BYTES = 512 * 1024;
/** Requests that bring files along, with the most bytes of those. */
const FILE_BYTES: Readonly<Partial<Record<RequestName, number>>> = { checkSignals: MAX_SIGNALS_BYTES, addStatements: MAX_STATEMENT_BYTES };
const BESIDE_FILES_BYTES = 64 * 1024;

/** The parts of an IPC event that say who sent it. */
export type Sender = Pick<IpcMainInvokeEvent, 'senderFrame'> & { readonly sender: Pick<IpcMainInvokeEvent['sender'], 'id'> };

export interface GateOptions {
  readonly access: Pick<Access, 'allows'>;
  /** Whether these are the contents of a window that we made and that still stands. */
  readonly isOurWindow: (webContentsId: number) => boolean;
  /** Keeps a fault of ours in the log and gives the reference to it. */
  readonly fault: (error: unknown, request: RequestName) => string;
  readonly now: () => number;
}

/** The one gate through which the page reaches the main process. */
export class Gate {
  readonly #handlers: Handlers;
  readonly #options: GateOptions;
  readonly #limits: ReadonlyMap<RequestName, RateLimit>;

  constructor(handlers: Handlers, options: GateOptions) {
    this.#handlers = handlers;
    this.#options = options;
    const entries = REQUEST_NAMES.flatMap((name) => {
      const perSecond = PER_SECOND[name];
      return perSecond === undefined ? [] : [[name, new RateLimit(perSecond, options.now)] as const];
    });
    this.#limits = new Map(entries);
  }

  /** Judges one request and hands it on when all is well. Never throws. */
  async request<Name extends RequestName>(name: Name, sender: Sender, payload: unknown): Promise<Reply<Replies[Name]>> {
    if (!this.#knows(sender)) return refused('ipc.badSender');
    const files = FILE_BYTES[name];
    const limit = files === undefined ? MAX_PAYLOAD_BYTES : files + BESIDE_FILES_BYTES;
    if (payloadSize(payload, limit) > limit) return refused('ipc.tooLarge', { request: name, limit });
    const parsed = requestSchemas[name].safeParse(payload);
    if (!parsed.success) return refused('ipc.badPayload', { request: name, field: parsed.error.issues[0]?.path.join('.') ?? '' });
    const rate = this.#limits.get(name);
    if (rate?.take() === false) return refused('ipc.tooFast', { request: name, limit: rate.perSecond });
    const allowed = this.#options.access.allows(rightFor(name, parsed.data as RequestPayload<Name>));
    if (!allowed.ok) return allowed;
    try {
      return await this.#handlers[name](parsed.data as RequestPayload<Name>);
    } catch (error) {
      return refused('ipc.internal', { reference: this.#options.fault(error, name) });
    }
  }

  /** The top frame of a window of ours, showing a page of ours. A frame that is gone is nobody. */
  #knows({ senderFrame, sender }: Sender): boolean {
    return senderFrame?.parent === null && isOurs(senderFrame.url) && this.#options.isOurWindow(sender.id);
  }
}

function refused(code: GateCode, params: Refusal['params'] = {}): Err<Refusal> {
  return refuse(code, params);
}
