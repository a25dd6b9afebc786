import { type Same } from '../../same.ts';
import { type liveCodes as zh } from '../../zh/codes/live.ts';

export const liveCodes: Same<typeof zh> = {
  'accountState.unreconciled': "Our books have not been found equal to the broker's: nothing new is sent, only cancels",
  'gateway.otherDate': 'The gateway is at {{date}}, we are at {{ours}}',
  'journal.writeFailed': 'The journal cannot be written ({{reason}}): nothing is sent, whether the last command counts is not known, and it is being opened again…',
  'journal.outcomeUnknown': 'Writing the journal failed; whether this command holds, the journal says once it has been read again',
  'order.noAnswer': "The broker has said nothing for {{ms, age}}: its records decide whether the order arrived; it is not sent again",
  'order.unknownAfterRestart': "The terminal ended before it heard of this order: the broker's records decide whether it arrived; it is not sent again",
  'reconcile.acceptedByPerson': 'The differences were accepted: {{reason}}',
  'reconcile.connectionLost': 'The connection to the broker is lost; trading goes on once the books have been compared again',
  'reconcile.differs': "Our books and the broker's differ in {{count}} items: look at them, or accept them with a reason",
  'reconcile.needsReason': 'Accepting differences needs a reason',
  'reconcile.nothingDiffers': 'There are no differences to accept',
  'reconcile.starting': "Starting: trading begins once our books and the broker's have been compared",
};
