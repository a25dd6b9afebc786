import { type ClientOptions, WebSocket } from 'ws';
import { type OrderId } from '../../../core/kernel/ids.ts';
import { type Random } from '../../../core/kernel/random.ts';
import { type Refusal, refusal } from '../../../core/kernel/result.ts';
import { type EpochMs, type TradeDate } from '../../../core/kernel/time.ts';
import { type InstrumentId } from '../../../core/market/instrument.ts';
import { type Quote } from '../../../core/market/quote.ts';
import { type OrderRequest } from '../../../core/orders/order.ts';
import {
  type ClientMessage,
  MAX_FRAME_BYTES,
  type NumberedReport,
  PROTOCOL_VERSION,
  type ServerMessage,
  readServerMessage,
} from './protocol.ts';

/** How a link stands. Only a `ready` one takes orders. `refused` ones stay so: the login or the version is wrong. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  /** `retryAt`: when it tries again, by `performance.now()`. */
  | { readonly kind: 'waiting'; readonly retryAt: number; readonly reason: Refusal }
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | { readonly kind: 'closed' };

/** How patient a link is, in milliseconds. */
export interface LinkPatience {
  readonly pingEvery: number;
  /** A gateway that says nothing for so long is gone. */
  readonly silence: number;
  readonly firstRetry: number;
  readonly longestRetry: number;
}

export const USUAL_PATIENCE: LinkPatience = { pingEvery: 2_000, silence: 6_000, firstRetry: 250, longestRetry: 8_000 };

export interface GatewayLinkOptions {
  /** On this machine `ws:`, elsewhere `wss:`. */
  readonly url: string;
  /** The certificates, PEM, of which a `wss:` gateway's must come. Left out: those that the system trusts. */
  readonly ca?: string;
  readonly account: string;
  readonly token: string;
  /** The day that the terminal has open: a gateway of another one is of no use to it. Left out: any. */
  readonly date?: TradeDate;
  /** Spreads the retries of many terminals. */
  readonly random: Random;
  readonly patience?: LinkPatience;
}

export type GatewayAnswer = Extract<ServerMessage, { type: 'answer' }>;
export type GatewayRefusal = Extract<ServerMessage, { type: 'refused' }>;
export type GatewayMorning = Omit<Extract<ServerMessage, { type: 'morning' }>, 'type'>;
/** What a gateway says of itself when it lets one in. */
export type GatewayWelcome = Pick<Extract<ServerMessage, { type: 'welcome' }>, 'date' | 'now' | 'pace'>;

export interface LinkListener {
  state(state: LinkState): void;
  /** In order and without a gap, each once, whatever the network did to them. */
  report(report: NumberedReport): void;
  answer(answer: GatewayAnswer): void;
  refused(refused: GatewayRefusal): void;
  quotes(quotes: readonly Quote[]): void;
  /** Before the link is `ready`. */
  welcomed(welcome: GatewayWelcome): void;
  morning(morning: GatewayMorning): void;
  /** The gateway's session clock. */
  time(now: EpochMs): void;
  /** The exchange has closed. */
  closed(): void;
}

/**
 * The wire to a gateway: logs in, pings, and when anything is amiss (silence, a gap in the reports, a frame that cannot be
 * read) ends the connection and begins another, which takes up after the last report that was passed on. It never says an
 * order twice by itself.
 */
export class GatewayLink {
  readonly #options: GatewayLinkOptions;
  readonly #patience: LinkPatience;
  readonly #listener: LinkListener;
  #socket: WebSocket | null = null;
  #state: LinkState = { kind: 'closed' };
  #lastReport = 0;
  #retries = 0;
  #timer: NodeJS.Timeout | null = null;
  /** When the gateway was heard last, or the connection begun. */
  #heard = 0;
  #lastFrame: number | null = null;
  #pings = 0;
  #pinged = 0;
  #roundTrip: number | null = null;
  #queries = 0;
  /** When the last query was sent, until it is answered. */
  #asked: number | null = null;
  #subscription: readonly InstrumentId[] = [];

  constructor(options: GatewayLinkOptions, listener: LinkListener) {
    this.#options = options;
    this.#patience = options.patience ?? USUAL_PATIENCE;
    this.#listener = listener;
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Milliseconds that the last ping took; null before the first. */
  get roundTrip(): number | null {
    return this.#roundTrip;
  }

  /** Milliseconds since the gateway was last heard; null before the first time. */
  get sinceHeard(): number | null {
    return this.#lastFrame === null ? null : performance.now() - this.#lastFrame;
  }

  /** Before it is opened: the number of the last report that is kept already. */
  resumeAfter(lastReport: number): void {
    this.#lastReport = lastReport;
  }

  open(): void {
    if (this.#state.kind !== 'closed') return;
    this.#connect();
  }

  close(): void {
    this.#turn({ kind: 'closed' });
    this.#end();
  }

  /** False when nothing was sent: the link is not ready. True says only that it was handed to the network. */
  submit(order: OrderRequest): boolean {
    return this.#say({ type: 'submit', order });
  }

  cancel(orderId: OrderId): boolean {
    return this.#say({ type: 'cancel', orderId });
  }

  /** Asks where the account stands. @returns the id of its answer, if one comes: none does while the link is not ready. */
  query(): number {
    this.#queries += 1;
    this.#asked = performance.now();
    this.#say({ type: 'query', id: this.#queries });
    return this.#queries;
  }

  /** Asks what the day began with; nothing comes while the link is not ready. */
  askMorning(): void {
    this.#say({ type: 'morning' });
  }

  /** What is wanted of the market, kept over reconnections. */
  subscribe(instruments: readonly InstrumentId[]): void {
    this.#subscription = instruments;
    this.#say({ type: 'subscribe', instruments: [...instruments] });
  }

  #connect(): void {
    this.#turn({ kind: 'connecting' });
    const socket = new WebSocket(this.#options.url, { maxPayload: MAX_FRAME_BYTES * 64, handshakeTimeout: this.#patience.silence, ...caOption(this.#options.ca) });
    this.#socket = socket;
    this.#heard = performance.now();
    this.#asked = null;
    const { account, token } = this.#options;
    const hello: ClientMessage = { type: 'hello', version: PROTOCOL_VERSION, account, token, after: this.#lastReport };
    socket.on('open', () => socket.send(JSON.stringify(hello)));
    socket.on('message', (data, binary) => {
      if (socket === this.#socket) this.#hear(binary || !(data instanceof Buffer) ? '' : data.toString());
    });
    // Each error is followed by a close, which begins again.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (socket === this.#socket) this.#lost(refusal('link.lost'));
    });
    this.#timer = setInterval(() => this.#beat(), this.#patience.pingEvery);
  }

  #beat(): void {
    const { silence } = this.#patience;
    const since = Math.min(this.#heard, this.#asked ?? Infinity);
    if (performance.now() - since > silence) return this.#lost(refusal('link.silent', { ms: silence }));
    this.#pings += 1;
    this.#pinged = performance.now();
    this.#say({ type: 'ping', id: this.#pings });
  }

  #hear(frame: string): void {
    this.#heard = performance.now();
    this.#lastFrame = this.#heard;
    const message = readServerMessage(frame);
    if (!message.ok) return this.#lost(message.error);
    if (this.#state.kind === 'ready') this.#take(message.value);
    else this.#greeted(message.value);
  }

  /** Before the welcome nothing else counts: whatever overtook it shows that frames come out of turn. */
  #greeted(message: ServerMessage): void {
    if (message.type === 'welcome') this.#welcome(message);
    else if (message.type === 'refused' && message.of === 'hello') this.#refuse(message.reason);
    else this.#lost(refusal('link.outOfTurn', { type: message.type }));
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
      case 'corrected':
        return this.#lost(refusal('link.outOfTurn', { type: message.type }));
      case 'refused':
        return this.#listener.refused(message);
      case 'reports':
        return this.#takeReports(message.reports);
      case 'answer':
        return this.#answered(message);
      case 'morning':
        return this.#listener.morning({ opening: message.opening, listed: message.listed });
      case 'quotes':
        return this.#listener.quotes(message.quotes);
      case 'pong':
        return this.#ponged(message);
      case 'closed':
        return this.#listener.closed();
    }
  }

  #welcome({ version, date, now, pace, last }: Extract<ServerMessage, { type: 'welcome' }>): void {
    if (version !== PROTOCOL_VERSION) return this.#refuse(refusal('gateway.version', { version, ours: PROTOCOL_VERSION }));
    const { date: ours = date } = this.#options;
    if (date !== ours) return this.#refuse(refusal('gateway.otherDate', { date, ours }));
    if (last < this.#lastReport) return this.#refuse(refusal('gateway.fromTheFuture', { after: this.#lastReport, last }));
    this.#retries = 0;
    this.#listener.welcomed({ date, now, pace });
    this.#turn({ kind: 'ready' });
    if (this.#subscription.length > 0) this.subscribe(this.#subscription);
  }

  #answered(answer: GatewayAnswer): void {
    if (answer.id === this.#queries) this.#asked = null;
    // An answer that knows more reports than came is not to be compared with what we have.
    if (answer.last === this.#lastReport) this.#listener.answer(answer);
    else this.#lost(refusal('link.gap', { last: answer.last, heard: this.#lastReport }));
  }

  #ponged({ id, now, last }: Extract<ServerMessage, { type: 'pong' }>): void {
    if (id === this.#pings) this.#roundTrip = performance.now() - this.#pinged;
    if (last > this.#lastReport) return this.#lost(refusal('link.gap', { last, heard: this.#lastReport }));
    this.#listener.time(now);
  }

  #takeReports(reports: readonly NumberedReport[]): void {
    for (const numbered of reports) {
      if (numbered.n <= this.#lastReport) continue;
      if (numbered.n > this.#lastReport + 1) return this.#lost(refusal('link.gap', { last: numbered.n, heard: this.#lastReport }));
      this.#lastReport = numbered.n;
      this.#listener.report(numbered);
    }
  }

  #refuse(reason: Refusal): void {
    this.#turn({ kind: 'refused', reason });
    this.#end();
  }

  /** Ends this connection, and begins another after a while: twice as long each time, and never all at once. */
  #lost(reason: Refusal): void {
    this.#end();
    if (this.#state.kind === 'closed' || this.#state.kind === 'refused') return;
    const { firstRetry, longestRetry } = this.#patience;
    const longest = Math.min(longestRetry, firstRetry * 2 ** this.#retries);
    const retryInMs = Math.ceil(longest * (0.5 + this.#options.random() / 2));
    this.#retries += 1;
    this.#turn({ kind: 'waiting', retryAt: performance.now() + retryInMs, reason });
    this.#timer = setTimeout(() => this.#connect(), retryInMs);
  }

  #end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const socket = this.#socket;
    this.#socket = null;
    socket?.terminate();
  }

  #say(message: ClientMessage): boolean {
    if (this.#state.kind !== 'ready' || this.#socket === null) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #turn(state: LinkState): void {
    this.#state = state;
    this.#listener.state(state);
  }
}

/** What a socket is to trust. */
export function caOption(ca: string | undefined): Pick<ClientOptions, 'ca'> {
  return ca === undefined ? {} : { ca };
}
