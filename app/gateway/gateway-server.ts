import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import {
  type ClientMessage,
  MAX_FRAME_BYTES,
  PROTOCOL_VERSION,
  type ServerMessage,
  readClientMessage,
} from '../../adapters/brokers/gateway/protocol.ts';
import { type Refusal, refusal } from '../../core/kernel/result.ts';
import { type EpochMs } from '../../core/kernel/time.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type DayReference, type Quote } from '../../core/market/quote.ts';
import { Connection } from './connection.ts';
import { type Faults } from './faults.ts';
import { type GatewayDay, type GatewayInput } from './gateway-day.ts';
import { type GatewayStore } from './gateway-store.ts';
import { sameSecret } from './tokens.ts';

/** A terminal that says nothing for so long is gone; it pings more often. */
const SILENCE_MS = 15_000;
const LOOK_EVERY_MS = 1_000;
const QUOTES_EVERY_MS = 250;
/** Terminals at one time; further ones are turned away. */
const MAX_CONNECTIONS = 1_000;

export interface GatewayServerOptions {
  readonly day: GatewayDay;
  readonly store: GatewayStore;
  /** The session's time, and its seconds in a second. */
  readonly now: () => EpochMs;
  readonly pace: number;
  /** All that is listed. */
  readonly listed: readonly DayReference[];
  /** Secret of each account. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Secret of those who may correct matches. */
  readonly operatorToken: string;
  /** Certificate and key, PEM: then terminals come by `wss:` alone. Null: not encrypted. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly faults: Faults | null;
  readonly quoteOf: (instrument: InstrumentId, now: EpochMs) => Quote | undefined;
  /** Something went wrong that nobody at the other end can mend; the gateway has stopped taking orders. */
  readonly onFailure: (error: unknown) => void;
}

const UPGRADE_REQUIRED = 426;

const onlyWebSockets: RequestListener = (_request, response) => {
  response.writeHead(UPGRADE_REQUIRED, { connection: 'close' }).end();
};

interface Asked {
  readonly connection: Connection;
  readonly account: string;
  readonly input: GatewayInput;
}

/**
 * Terminals' way to the simulated brokerage, over WebSocket on loopback. What came in at one turn of the loop is
 * committed together, then done, then told: nothing is acknowledged that a crash could undo.
 */
export class GatewayServer {
  readonly #options: GatewayServerOptions;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #connections = new Set<Connection>();
  readonly #timers: NodeJS.Timeout[] = [];
  /** Instruments whose book may show something else than it did. */
  readonly #moved = new Set<InstrumentId>();
  #asked: Asked[] = [];
  #failed = false;

  private constructor(options: GatewayServerOptions, server: Server) {
    this.#options = options;
    this.#server = server;
    this.#sockets = new WebSocketServer({ server, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
    this.#sockets.on('connection', (socket, request) => this.#open(socket, request));
    this.#timers.push(setInterval(() => this.#dropSilent(), LOOK_EVERY_MS));
    this.#timers.push(setInterval(() => this.#publish(), QUOTES_EVERY_MS));
  }

  /** Listens on loopback only; port 0 lets the system choose. Rejects when the port is taken or the certificate is none. */
  static async listen(options: GatewayServerOptions, port: number): Promise<GatewayServer> {
    const server = options.tls === null ? createServer(onlyWebSockets) : createTlsServer({ ...options.tls }, onlyWebSockets);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new GatewayServer(options, server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Something that happens to the day itself: quotes of `moved`, a moment of the timetable, the close. */
  take(input: GatewayInput, moved: readonly InstrumentId[] = []): void {
    this.#commit([input]);
    for (const instrument of moved) this.#moved.add(instrument);
    if (input.kind === 'close') for (const connection of this.#known()) connection.send({ type: 'closed', now: this.#options.now() });
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const connection of this.#connections) connection.drop();
    this.#sockets.close();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #open(socket: WebSocket, { headers }: IncomingMessage): void {
    // A page in a browser must not reach a service on the user's own machine.
    if (headers.origin !== undefined || this.#connections.size >= MAX_CONNECTIONS) return socket.terminate();
    const { faults } = this.#options;
    const connection = new Connection(socket, performance.now(), (deliver) =>
      faults === null ? { send: deliver, deaf: false } : faults.over(deliver),
    );
    this.#connections.add(connection);
    socket.on('message', (data, binary) => this.#hear(connection, binary ? null : textOf(data)));
    socket.on('close', () => this.#connections.delete(connection));
    // Whatever breaks a socket also closes it.
    socket.on('error', () => undefined);
  }

  #hear(connection: Connection, frame: string | null): void {
    // Frames that came before the line was cut may still be handed over after it.
    if (connection.deaf || this.#failed || !this.#connections.has(connection)) return;
    connection.heard = performance.now();
    if (frame === null) return this.#refuse(connection, { type: 'refused', of: 'frame', reason: refusal('gateway.notText') });
    const message = readClientMessage(frame);
    if (!message.ok) return this.#refuse(connection, { type: 'refused', of: 'frame', reason: message.error });
    if (message.value.type === 'hello') return this.#greet(connection, message.value);
    if (message.value.type === 'correct') return this.#correct(connection, message.value);
    if (connection.account === null) {
      return this.#refuse(connection, { type: 'refused', of: message.value.type, reason: refusal('gateway.notLoggedIn') });
    }
    this.#answer(connection, connection.account, message.value);
  }

  #greet(connection: Connection, hello: Extract<ClientMessage, { type: 'hello' }>): void {
    const { day, now, pace } = this.#options;
    const problem = this.#loginProblem(hello);
    if (problem !== null) return this.#refuse(connection, { type: 'refused', of: 'hello', reason: problem });
    // One terminal per account: what an older connection still has on its way is never heard.
    for (const other of this.#known()) if (other.account === hello.account && other !== connection) this.#hangUp(other);
    this.#asked = this.#asked.filter((asked) => asked.connection.account !== hello.account || asked.connection === connection);
    connection.account = hello.account;
    const last = day.lastReport(hello.account);
    connection.send({ type: 'welcome', version: PROTOCOL_VERSION, date: day.date, now: now(), pace, last });
    const missed = day.reportsAfter(hello.account, hello.after);
    if (missed.length > 0) connection.send({ type: 'reports', reports: [...missed] });
    if (day.closed) connection.send({ type: 'closed', now: now() });
  }

  #loginProblem({ version, account, token, after }: Extract<ClientMessage, { type: 'hello' }>): Refusal | null {
    const { day, tokens } = this.#options;
    if (version !== PROTOCOL_VERSION) return refusal('gateway.version', { version, ours: PROTOCOL_VERSION });
    const kept = tokens.get(account);
    if (!sameSecret(token, kept ?? '') || kept === undefined) return refusal('gateway.badLogin', { account });
    const last = day.lastReport(account);
    return after > last ? refusal('gateway.fromTheFuture', { after, last }) : null;
  }

  #answer(connection: Connection, account: string, message: Exclude<ClientMessage, { type: 'hello' | 'correct' }>): void {
    switch (message.type) {
      case 'submit':
        return this.#submit(connection, account, message.order);
      case 'cancel':
        return this.#ask({ connection, account, input: { kind: 'cancel', account, orderId: message.orderId } });
      case 'query':
        return this.#query(connection, account, message.id);
      case 'morning':
        return connection.send({ type: 'morning', opening: this.#options.day.opening(account), listed: [...this.#options.listed] });
      case 'subscribe':
        connection.subscription = new Set(message.instruments);
        return this.#sendQuotes(connection, message.instruments);
      case 'ping':
        connection.send({ type: 'pong', id: message.id, now: this.#options.now(), last: this.#options.day.lastReport(account) });
    }
  }

  #correct(connection: Connection, { token, by, reason, fills }: Extract<ClientMessage, { type: 'correct' }>): void {
    const { operatorToken, day } = this.#options;
    if (!sameSecret(token, operatorToken)) {
      return this.#refuse(connection, { type: 'refused', of: 'correct', reason: refusal('gateway.notOperator') });
    }
    this.#work();
    const problem = day.correctionProblem({ by, reason, fills });
    if (problem !== null) return connection.send({ type: 'refused', of: 'correct', reason: problem });
    this.#commit([{ kind: 'correct', by, reason, fills }]);
    if (!this.#failed) connection.send({ type: 'corrected' });
  }

  #submit(connection: Connection, account: string, order: Extract<ClientMessage, { type: 'submit' }>['order']): void {
    const { day } = this.#options;
    if (this.#asked.some(({ input }) => isSubmitOf(input, account, order.id))) this.#work();
    const reason = day.closed ? refusal('gateway.closed') : day.clash(account, order);
    if (reason !== null) return connection.send({ type: 'refused', of: 'submit', reason, orderId: order.id });
    if (!day.knows(account, order.id)) return this.#ask({ connection, account, input: { kind: 'submit', account, order } });
    const reports = day.reportsOf(account, order.id);
    if (reports.length > 0) connection.send({ type: 'reports', reports: [...reports] });
  }

  #query(connection: Connection, account: string, id: number): void {
    // What is asked for before this is in the answer.
    this.#work();
    const { day } = this.#options;
    const snapshot = day.snapshot(account);
    connection.send({ type: 'answer', id, last: day.lastReport(account), snapshot, orders: [...day.orders(account)] });
  }

  /** Everything that comes in at one turn of the loop becomes one commit. */
  #ask(asked: Asked): void {
    if (this.#asked.length === 0) setImmediate(() => this.#work());
    this.#asked.push(asked);
  }

  #work(): void {
    if (this.#asked.length === 0) return;
    const asked = this.#asked;
    this.#asked = [];
    this.#commit(asked.map(({ input }) => input));
  }

  #commit(inputs: readonly GatewayInput[]): void {
    if (this.#failed) return;
    const { day, store, now, faults } = this.#options;
    const at = now();
    faults?.mayCrash('crashBeforeCommit');
    try {
      store.append(at, inputs);
    } catch (error) {
      return this.#fail(error);
    }
    faults?.mayCrash('crashAfterCommit');
    for (const input of inputs) {
      day.take(input, at);
      if (input.kind === 'submit') this.#moved.add(input.order.instrument);
    }
    this.#tell();
  }

  #tell(): void {
    const news = this.#options.day.news();
    if (news.size === 0) return;
    for (const connection of this.#known()) {
      const reports = news.get(connection.account ?? '');
      if (reports !== undefined) connection.send({ type: 'reports', reports: [...reports] });
    }
  }

  /** The disk does not take what was asked: nobody is told that it was, and nothing more is taken. */
  #fail(error: unknown): void {
    this.#failed = true;
    for (const connection of this.#connections) connection.drop();
    this.#options.onFailure(error);
  }

  #publish(): void {
    if (this.#moved.size === 0) return;
    const moved = [...this.#moved];
    this.#moved.clear();
    for (const connection of this.#known()) {
      this.#sendQuotes(connection, moved.filter((instrument) => connection.subscription.has(instrument)));
    }
  }

  #sendQuotes(connection: Connection, instruments: readonly InstrumentId[]): void {
    const now = this.#options.now();
    const quotes = instruments.flatMap((instrument) => this.#options.quoteOf(instrument, now) ?? []);
    if (quotes.length > 0) connection.send({ type: 'quotes', quotes });
  }

  #dropSilent(): void {
    const now = performance.now();
    for (const connection of this.#connections) if (now - connection.heard > SILENCE_MS) this.#hangUp(connection);
  }

  /** Says why; nothing more is heard of it. */
  #refuse(connection: Connection, message: Extract<ServerMessage, { type: 'refused' }>): void {
    this.#connections.delete(connection);
    connection.refuse(message);
  }

  /** From now on nothing of it is heard, whatever its socket still holds. */
  #hangUp(connection: Connection): void {
    this.#connections.delete(connection);
    connection.drop();
  }

  #known(): readonly Connection[] {
    return [...this.#connections].filter(({ account }) => account !== null);
  }
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString();
}

function isSubmitOf(input: GatewayInput, account: string, orderId: string): boolean {
  return input.kind === 'submit' && input.account === account && input.order.id === orderId;
}
