import { type Same } from '../../same.ts';
import { type basketCodes as zh } from '../../zh/codes/baskets.ts';

export const basketCodes: Same<typeof zh> = {
  'basket.noSells': 'The basket has no sales to pay for its buys',
  'basket.needsName': 'The basket needs a name',
  'basket.badWindow': 'The window from {{start}} to {{end}} is over or empty',
  'basket.lineTaken': 'Line {{line}} is in the basket “{{basket}}” already',
  'basket.unknown': 'There is no basket {{basket}}',
  'basket.awaitsStart': 'The basket “{{basket}}” begins at {{start}}',
  'basket.awaitsSells': 'The basket “{{basket}}” waits for its sales: {{brought, money}} brought, {{spent, money}} spent, tolerance {{tolerance, money}}',
  'basket.sellsStuck': '{{stuck}} sales of the basket “{{basket}}” are stuck ({{instrument}}: limit-down or suspended) and hold back its buys: {{brought, money}} brought, {{spent, money}} spent, tolerance {{tolerance, money}}',
  'basket.fundsSpent': 'The sales of the basket “{{basket}}” are over: {{brought, money}} brought, {{spent, money}} spent, tolerance {{tolerance, money}}',
  'basket.windowOver': 'The window of the basket “{{basket}}” is over; {{remaining, quantity}} shares are given up',
  'basket.atLimitDown': '{{instrument}} is locked at limit-down: {{price, price}} of {{limitDown, price}}, nobody buys',
};
