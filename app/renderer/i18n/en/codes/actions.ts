import { type Same } from '../../same.ts';
import { type actionCodes as zh } from '../../zh/codes/actions.ts';

export const actionCodes: Same<typeof zh> = {
  'account.moreParcels': '{{instrument}} has parcels of more than the {{quantity}} shares held',
  'actions.nothing': 'The row says nothing of cash, shares, a split or rights',
  'actions.splitAndShares': 'A split cannot stand beside bonus or transferred shares',
  'actions.rightsWithoutPrice': 'Rights have a price, and it is missing',
  'actions.rightsWithoutRatio': 'How many shares are offered for ten is missing',
  'actions.listedLater': 'Must be the ex-date {{date}} or the session after it, was {{value}}',
  'actions.moreTaken': '{{value}} shares of {{instrument}} were taken up, and {{offered}} offered',
  'actions.implied': '{{instrument}} closed at {{close}} and its previous close is {{prevClose}}: something went off the share, no action says what, and nothing was booked',
  'actions.rightsOffered': '{{instrument}} offers {{shares}} shares at {{price}}; none are taken up',
};
