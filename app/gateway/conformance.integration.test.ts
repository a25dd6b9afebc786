import { type WiredRig, anOrder, describeBrokerConformance, describeWiredConformance, storyOf } from '../../adapters/brokers/conformance.fixture.ts';
import { TestGateway, TestTerminal } from './gateway.fixture.ts';

const NAME = 'the gateway, over a socket';

async function makeRig(): Promise<WiredRig> {
  const gateway = new TestGateway();
  await gateway.start();
  const terminal = new TestTerminal(gateway.url);
  const other = new TestTerminal(gateway.url, 'bob');
  let offers = 0;
  await other.quiet();
  await terminal.quiet();
  return {
    broker: terminal.broker,
    reports: terminal.reports,
    offer: async (side, yuan, shares) => {
      do {
        offers += 1;
        other.broker.submit(anOrder(`B${offers}`, side, yuan, shares));
        await other.quiet();
      } while (storyOf(other.reports, `B${offers}`).includes('rejected'));
      await terminal.quiet();
    },
    quiet: () => terminal.quiet(),
    snapshot: () => terminal.broker.refresh(),
    cut: () => gateway.stop(),
    mend: async (wire = {}) => {
      await gateway.start({ seed: 7, ...wire });
      await other.quiet();
    },
    elsewhere: async (order) => {
      terminal.foreign.add(order.id);
      const phone = new TestTerminal(gateway.url);
      await phone.quiet();
      phone.broker.submit(order);
      await phone.quiet();
      phone.broker.close();
      await terminal.quiet();
    },
    end: async () => {
      terminal.broker.close();
      other.broker.close();
      await gateway.end();
    },
  };
}

describeBrokerConformance(NAME, makeRig);
describeWiredConformance(NAME, makeRig);
