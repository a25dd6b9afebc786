import { type WebSocket } from 'ws';
import { type ServerMessage } from '../../adapters/brokers/gateway/protocol.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Line } from './faults.ts';

/** Bytes that may wait for a reader that does not read; then the connection ends, for reports must not pile up here. */
const MAX_BACKLOG_BYTES = 16 * 1024 * 1024;

/** One terminal at the gateway. */
export class Connection {
  readonly #socket: WebSocket;
  readonly #line: Line;
  /** Null until it has said who it is. */
  account: string | null = null;
  subscription: ReadonlySet<InstrumentId> = new Set();
  /** When its last frame came, in wall milliseconds. */
  heard: number;

  constructor(socket: WebSocket, now: number, lineOver: (deliver: (frame: string) => void) => Line) {
    this.#socket = socket;
    this.#line = lineOver((frame) => this.#deliver(frame));
    this.heard = now;
  }

  get deaf(): boolean {
    return this.#line.deaf;
  }

  send(message: ServerMessage): void {
    this.#line.send(JSON.stringify(message));
  }

  /** Says why, and ends the connection. */
  refuse(message: Extract<ServerMessage, { type: 'refused' }>): void {
    this.send(message);
    this.#socket.close(1008, message.reason.code);
  }

  /** Ends the connection without waiting for the other side. */
  drop(): void {
    this.#socket.terminate();
  }

  #deliver(frame: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_BACKLOG_BYTES) this.#socket.terminate();
    else this.#socket.send(frame);
  }
}
