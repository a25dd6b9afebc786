/**
 * A terminal that is to be killed: places and cancels small orders as fast as its gate lets it. When it begins it repeats
 * its last order with the same token, as a trader would who does not know whether that one left.
 */
import { flushCompileCache } from 'node:module';
import { GatewaySession } from '../../app/terminal/gateway-session.ts';
import { type Actor } from '../../core/kernel/ids.ts';
import { seededRandom } from '../../core/kernel/random.ts';
import { type Price, type Quantity } from '../../core/kernel/units.ts';
import { type Desk, sessionOptions } from './day.ts';
import { DOUBLED } from './life.ts';
import { Plug, type Pull } from './plug.ts';
import { Witness } from './power-loss/witness.ts';

const TRADER = 'trader' as Actor;
const TICK = 100;
const EVERY_MS = 4;

interface Told {
  readonly desk: Desk;
  readonly pull: Pull | null;
  /** Where it writes what it relies on. */
  readonly witness?: string;
}

const { desk, pull, witness: path } = JSON.parse(process.argv[2] ?? '') as Told;
const random = seededRandom(desk.seed);
const between = path === undefined ? new Plug(pull) : new Witness(path);
const session = new GatewaySession({ ...sessionOptions(desk), between });
const opened = session.open();
if (!opened.ok) throw new Error(`${opened.error.code} ${JSON.stringify(opened.error.params)}`);
let repeated = false;
let trading = false;
const acting = setInterval(act, EVERY_MS);
process.once('SIGTERM', () => {
  clearInterval(acting);
  session.close();
});

function act(): void {
  const state = session.run?.engine.state;
  if (state === undefined || state.unreconciled !== null || state.halted !== null) return;
  const made = [...state.orders.values()].filter(({ state: at }) => at !== 'denied').length;
  if (!repeated) {
    repeated = true;
    if (made > 0 && place(made)) process.exit(DOUBLED);
  }
  const [open] = [...state.openOrders];
  if (open !== undefined && random() < 0.3) session.command({ type: 'cancelOrder', orderId: open }, TRADER);
  else if (place(made + 1) && !trading) {
    trading = true;
    process.stdout.write(`trading ${process.pid}\n`);
    // A process that is killed leaves none of its compiled code behind for those that follow.
    flushCompileCache();
  }
}

function place(n: number): boolean {
  const side = random() < 0.5 ? 'buy' : 'sell';
  const price = (desk.prevClose + Math.floor(random() * 3 - 1) * TICK) as Price;
  const ticket = { instrument: desk.instrument, side, type: 'limit', price, quantity: 100 as Quantity } as const;
  return session.command({ type: 'placeOrder', ticket, token: `T${n}` }, TRADER).ok;
}
