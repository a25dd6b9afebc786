import { anOrder, describeBrokerConformance } from '../../adapters/brokers/conformance.fixture.ts';
import { TestGateway, TestTerminal } from './gateway.fixture.ts';

describeBrokerConformance('the gateway, over a socket', async () => {
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
      offers += 1;
      other.broker.submit(anOrder(`B${offers}`, side, yuan, shares));
      await other.quiet();
      await terminal.quiet();
    },
    quiet: () => terminal.quiet(),
    snapshot: () => terminal.broker.refresh(),
    end: async () => {
      terminal.broker.close();
      other.broker.close();
      await gateway.end();
    },
  };
});
