import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPENING, PREV_CLOSE, TRADED } from '../../adapters/brokers/conformance.fixture.ts';
import { GatewayBroker } from '../../adapters/brokers/gateway/gateway-broker.ts';
import { type LinkPatience, type LinkState } from '../../adapters/brokers/gateway/gateway-link.ts';
import { type OperatorCorrection, correctMatch } from '../../adapters/brokers/gateway/operator.ts';
import { type Refusal, type Result } from '../../core/kernel/result.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type TradeDate, timeOfDay } from '../../core/kernel/time.ts';
import { NO_PRICE } from '../../core/kernel/units.ts';
import { bareInstrument } from '../../core/market/instrument.ts';
import { type BrokerReport } from '../../core/orders/order.ts';
import { type FaultPlan, Faults, faultPlanSchema } from './faults.ts';
import { GatewayProcess } from './gateway-process.ts';
import { type GatewayServerOptions } from './gateway-server.ts';
import { type GatewaySettings, type TrailEntry, openGatewayStore, readTrail } from './gateway-store.ts';

export const DATE = '2024-06-03' as TradeDate;
export const ACCOUNTS = ['alice', 'bob'];
export const OPERATOR_TOKEN = 'the token of the operator';
/** Nobody in a test waits long for a gateway that is gone. */
export const IMPATIENT: LinkPatience = { pingEvery: 60, silence: 400, firstRetry: 10, longestRetry: 80 };

/** A gateway in a folder of its own, which may be stopped and started again. */
export class TestGateway {
  readonly folder = mkdtempSync(join(tmpdir(), 'kaipan-gateway-'));
  readonly #settings: GatewaySettings;
  /** Before it is started: it is to be reached by `wss:`. */
  tls: GatewayServerOptions['tls'] = null;
  #process: GatewayProcess | null = null;
  #port = 0;

  constructor(accounts: readonly string[] = ACCOUNTS, opening = OPENING) {
    this.#settings = { date: DATE, market: 'book', accounts: accounts.map((name) => ({ name, opening })), quotes: [] };
  }

  get url(): string {
    return `${this.tls === null ? 'ws' : 'wss'}://127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  /** Starts it, always at the same port; `from` matters on the first time alone. */
  async start(plan: Partial<FaultPlan> = {}, from = '09:31:00', speed = 1): Promise<void> {
    const store = openGatewayStore(join(this.folder, 'day.db'));
    if (!store.ok) throw new Error(store.error.code);
    const started = await GatewayProcess.start({
      settings: this.#settings,
      store: store.value,
      references: [{ instrument: bareInstrument(TRADED), prevClose: PREV_CLOSE, limitUp: NO_PRICE, limitDown: NO_PRICE }],
      quotes: [],
      tokens: new Map(this.#settings.accounts.map(({ name }) => [name, tokenOf(name)])),
      operatorToken: OPERATOR_TOKEN,
      tls: this.tls,
      port: this.#port,
      speed,
      from: timeOfDay(from),
      faults: new Faults(faultPlanSchema.parse(plan)),
      onFailure: (error) => {
        throw error;
      },
    });
    if (!started.ok) throw new Error(started.error.code);
    this.#process = started.value;
    this.#port = started.value.server.port;
  }

  /** An operator's word on fills of a wrong match. */
  correct(...fills: OperatorCorrection['fills']): Promise<Result<void, Refusal>> {
    return correctMatch(this.url, { token: OPERATOR_TOKEN, by: 'operator', reason: 'wrong match', fills });
  }

  trail(): readonly TrailEntry[] {
    const trail = readTrail(join(this.folder, 'day.db'));
    if (!trail.ok) throw new Error(trail.error.code);
    return trail.value;
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    this.#process = null;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}

export function tokenOf(account: string): string {
  return `the token of ${account}`;
}

/** A terminal's end of the wire, with all that it heard. */
export class TestTerminal {
  readonly broker: GatewayBroker;
  readonly reports: BrokerReport[] = [];
  readonly states: LinkState[] = [];
  /** Orders of the account that it did not send. */
  readonly foreign = new Set<string>();

  constructor(url: string, account = 'alice', token = tokenOf(account), ca?: string) {
    const options = { url, account, token, ...(ca === undefined ? {} : { ca }), random: seededRandom(1), patience: IMPATIENT, now: () => 0 as BrokerReport['time'] };
    this.broker = new GatewayBroker({ ...options, onState: (state) => this.states.push(state), isOurs: (id) => !this.foreign.has(id) });
    this.broker.onReport((report) => this.reports.push(report));
    this.broker.open();
  }

  /** Waits until the link is ready and every order that was handed over has been answered. */
  async quiet(): Promise<void> {
    do {
      await until(() => this.broker.state.kind === 'ready');
      await this.broker.refresh();
    } while (this.broker.unanswered.size > 0);
  }
}

export async function until(reached: () => boolean, withinMs = 20_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; !reached();) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
