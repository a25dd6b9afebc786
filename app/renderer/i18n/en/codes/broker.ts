import { type Same } from '../../same.ts';
import { type brokerCodes as zh } from '../../zh/codes/broker.ts';

export const brokerCodes: Same<typeof zh> = {
  'gateway.badLogin': 'Gateway: account {{account}} or its token is wrong',
  'gateway.badMessage': 'Gateway: field {{field}} of a message is wrong ({{problem}})',
  'gateway.closed': 'Gateway: the exchange has closed',
  'gateway.corrected': 'Gateway: corrected by {{by}}: {{reason}}',
  'gateway.fromTheFuture': 'The gateway has {{last}} reports, we have {{after}}: it is not the same day',
  'gateway.misreported': 'Gateway: it had been misreported',
  'gateway.neverArrived': "The gateway's records do not hold this order: it did not arrive, and cannot any more",
  'gateway.notJson': 'A message of the gateway cannot be read ({{length}} characters)',
  'gateway.orderIdReused': 'Gateway: order id {{orderId}} belongs to another order',
  'gateway.version': 'The gateway speaks version {{version}}, we speak {{ours}}',
  'link.gap': 'Reports are missing (gateway {{last}}, we {{heard}}); connecting again',
  'link.lost': 'The connection to the gateway was lost; connecting again',
  'link.outOfTurn': 'The gateway spoke out of turn ({{type}}); connecting again',
  'link.silent': 'The gateway has said nothing for {{ms, age}}; connecting again',
};
