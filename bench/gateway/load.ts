import { anOrder } from '../../adapters/brokers/conformance.fixture.ts';
import { GatewayLink } from '../../adapters/brokers/gateway/gateway-link.ts';
import { tokenOf, until } from '../../app/gateway/gateway.fixture.ts';
import { seededRandom } from '../../core/kernel/random.ts';

/** What a process of terminals is asked to do; as JSON on its command line. */
export interface Load {
  readonly url: string;
  readonly accounts: readonly string[];
  /** Orders of all accounts together. */
  readonly orders: number;
  /** Orders a second; null: as fast as they are taken, each account with `inFlight` on the way. */
  readonly perSecond: number | null;
  readonly inFlight: number;
}

/** What came of it; as JSON on its stdout. */
export interface LoadResult {
  readonly seconds: number;
  /** From sending to the acceptance, in milliseconds, order by order. */
  readonly times: readonly number[];
}

const SEND_EVERY_MS = 2;

const load = JSON.parse(process.argv[2] ?? '') as Load;
const sentAt = new Map<string, number>();
const times: number[] = [];
let sent = 0;

const links = load.accounts.map((account) => {
  const options = { url: load.url, account, token: tokenOf(account), random: seededRandom(1) };
  const link = new GatewayLink(options, {
    state: () => undefined,
    report: ({ report }) => {
      times.push(performance.now() - (sentAt.get(report.orderId) ?? Number.NaN));
      if (load.perSecond === null) sendOne(link);
    },
    answer: () => undefined,
    refused: ({ reason }) => {
      throw new Error(reason.code);
    },
    quotes: () => undefined,
    welcomed: () => undefined,
    morning: () => undefined,
    time: () => undefined,
    closed: () => undefined,
  });
  link.open();
  return link;
});

function sendOne(link: GatewayLink): void {
  if (sent === load.orders) return;
  sent += 1;
  const id = `O${sent}`;
  sentAt.set(id, performance.now());
  link.submit(anOrder(id, 'buy', 9 + (sent % 90) / 100, 100));
}

await until(() => links.every(({ state }) => state.kind === 'ready'));
const begun = performance.now();
if (load.perSecond === null) {
  for (let i = 0; i < load.inFlight; i += 1) links.forEach(sendOne);
} else {
  const { perSecond } = load;
  const timer = setInterval(() => {
    const due = Math.min(load.orders, ((performance.now() - begun) * perSecond) / 1000);
    while (sent < due) sendOne(links[sent % links.length] as GatewayLink);
    if (sent === load.orders) clearInterval(timer);
  }, SEND_EVERY_MS);
}
await until(() => times.length === load.orders, 120_000);
const seconds = (performance.now() - begun) / 1000;
for (const link of links) link.close();
const result: LoadResult = { seconds, times };
process.stdout.write(JSON.stringify(result));
