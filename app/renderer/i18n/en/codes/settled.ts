import { type Same } from '../../same.ts';
import { type settledCodes as zh } from '../../zh/codes/settled.ts';

export const settledCodes: Same<typeof zh> = {
  'settled.openOrders': '{{orders}} orders are open now',
  'settled.expired': '{{orders}} orders and {{lines}} plan lines expired; nothing is open',
  'settled.rolled': '{{shares, quantity}} shares bought today may be sold, and {{cash, money}} yuan withdrawn, on the next day',
  'settled.noActions': 'None today',
  'settled.actionBooked': '{{instrument}}, {{entitled, quantity}} shares: dividend {{dividend, money}}, {{shares, quantity}} shares more, {{paid, money}} paid for rights',
  'settled.taxWithheld': '{{instrument}}: tax on dividends {{amount, money}} withheld',
  'settled.fees': '{{fills}} fills: commission {{commission, money}}, stamp tax {{stampTax, money}}, transfer fee {{transferFee, money}}',
  'settled.marks': '{{holdings}} holdings, worth {{marketValue, money}}',
  'settled.markedWithoutQuote': '{{count}} of them were not quoted today and stand at the previous close or at cost',
  'settled.performance': 'Equity {{equity, money}}, profit {{profit, money}} ({{rate, percent}})',
  'settled.cashAgrees': '{{cash, money}} yuan, as the broker has it',
  'settled.positionsAgree': '{{count}}, as the broker has them',
  'settled.ordersAgree': '{{count}}, as the broker has them',
  'settled.fillsAgree': '{{count}}, as the broker has them',
  'settled.feesAgree': "As the broker's delivery note has them",
  'settled.differ': 'Differences open: {{open}}, resolved: {{resolved}}',
  'settled.resolved': 'Differences: {{count}}, all resolved',
  'settled.sealHeld': 'Will wait for a person to seal it',
  'settled.toResolve': 'Differences open: {{open}}',
  'settled.toSeal': 'No difference is open',
  'settled.released': 'Released: {{reason}}',
  'done.compared': "Compared with the broker's files",
  'done.sealed': '{{date}} is sealed',
};
