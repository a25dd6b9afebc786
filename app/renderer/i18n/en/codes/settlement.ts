import { type Same } from '../../same.ts';
import { type settlementCodes as zh } from '../../zh/codes/settlement.ts';

export const settlementCodes: Same<typeof zh> = {
  'day.sealed': '{{date}} is sealed and cannot be changed any more',
  'day.notSettled': '{{date}} is not settled yet',
  'day.differencesOpen': '{{date}} has {{open}} open differences and cannot be sealed: accept, edit or refuse each on the page Settlement',
  'settlement.byPerson': '{{reason}}',
  'settlement.needsReason': 'Say why',
  'settlement.noSuchDifference': 'There is no difference {{id}}',
  'settlement.alreadyResolved': 'Difference {{id}} has been dealt with already',
  'settlement.editNeedsBooking': 'Say what cash or shares to book',
  'settlement.notHeld': 'Only {{held, quantity}} shares of {{instrument}} can be taken out, not {{quantity, quantity}}',
};
