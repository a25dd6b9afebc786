import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPENING, TRADED } from '../../adapters/brokers/conformance.fixture.ts';
import { type Actor, type OrderId } from '../../core/kernel/ids.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { type Quantity, price } from '../../core/kernel/units.ts';
import { DEFAULT_CONFIG } from '../../core/oms/config.ts';
import { type OmsState } from '../../core/oms/state/state.ts';
import { type Order, type Side } from '../../core/orders/order.ts';
import { GatewaySession, type GatewaySessionOptions } from '../terminal/gateway-session.ts';
import { DATE, IMPATIENT, tokenOf, until } from './gateway.fixture.ts';

const TRADER = 'trader' as Actor;

/** A whole terminal of one account at a test gateway, with a database of its own that outlives it. */
export class LiveTerminal {
  readonly folder = mkdtempSync(join(tmpdir(), 'kaipan-live-'));
  readonly #options: GatewaySessionOptions;
  #session: GatewaySession;
  #tickets = 0;

  constructor(url: string, more: Partial<GatewaySessionOptions> = {}) {
    const account = more.account ?? 'alice';
    this.#options = {
      url,
      account,
      token: tokenOf(account),
      date: DATE,
      seed: 1,
      opening: OPENING,
      config: DEFAULT_CONFIG,
      instruments: new Map(),
      wanted: [TRADED],
      random: seededRandom(1),
      patience: IMPATIENT,
      noAnswerMs: 100,
      compareEveryMs: 200,
      database: join(this.folder, 'account.db'),
      ...more,
    };
    this.#session = new GatewaySession(this.#options);
  }

  get session(): GatewaySession {
    return this.#session;
  }

  get state(): OmsState {
    const { run } = this.#session;
    invariant(run !== null, 'the terminal runs');
    return run.engine.state;
  }

  open(): void {
    const opened = this.#session.open();
    if (!opened.ok) throw new Error(`${opened.error.code} ${JSON.stringify(opened.error.params)}`);
  }

  /** Ends it and begins it anew over the same database. */
  restart(): void {
    this.#session.close();
    this.#session = new GatewaySession(this.#options);
    this.open();
  }

  /** Waits until it may trade and has heard of every order that it sent. */
  async quiet(): Promise<void> {
    await until(() => this.#session.run !== null && this.isQuiet());
  }

  isQuiet(): boolean {
    const unheard = [...this.state.orders.values()].filter(({ state }) => state === 'pendingNew' || state === 'unknown' || state === 'pendingCancel');
    return this.state.unreconciled === null && unheard.length === 0;
  }

  order(side: Side, yuan: number, shares: number): Result<void, Refusal> {
    this.#tickets += 1;
    const ticket = { instrument: TRADED, side, type: 'limit', price: price(Math.round(yuan * 10_000)), quantity: shares as Quantity } as const;
    return this.#session.command({ type: 'placeOrder', ticket, token: `T${this.#tickets}` }, TRADER);
  }

  cancel(orderId: OrderId): Result<void, Refusal> {
    return this.#session.command({ type: 'cancelOrder', orderId }, TRADER);
  }

  accept(reason: string): Result<void, Refusal> {
    return this.#session.command({ type: 'acceptDifferences', reason }, TRADER);
  }

  /** Its orders, oldest first, without those that never left. */
  orders(): readonly Order[] {
    return [...this.state.orders.values()].filter(({ state }) => state !== 'denied');
  }

  end(): void {
    this.#session.close();
    rmSync(this.folder, { recursive: true });
  }
}
