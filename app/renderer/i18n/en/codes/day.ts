import { type Same } from '../../same.ts';
import { type dayCodes as zh } from '../../zh/codes/day.ts';

export const dayCodes: Same<typeof zh> = {
  'daily.highBelow': 'The high is below another price of its day',
  'daily.lowAbove': 'The low is above another price of its day',
  'account.moreSellable': '{{value}} sellable is more than the {{quantity}} held',
  'account.unsealed': '{{value}} was not sealed, so no day may trade after it: settle and seal it first, or say why one may (--release)',
  'account.duplicatePosition': '{{instrument}} of strategy {{strategy}} is listed twice',
  'calendar.unknownDay': 'The calendar knows {{first}} to {{last}}, not this day',
  'calendar.notASession': '{{value}} is not a trading day',
  'database.damaged': "The account's database is damaged ({{reason}}): {{path}}",
  'database.inUse': 'The account is open in another process ({{pid}}, since {{since, clock}}): nothing is sent from here; {{path}}',
  'database.newer':
    "The account's database is from a newer version ({{version}}; this one knows up to {{supported}}): {{path}}",
  'database.notKaipan': 'Not an account database of Kaipan: {{path}}',
  'database.otherAccount': 'The database belongs to another account, {{account}} ({{mode, mode}}): {{path}}',
  'database.unreadable': "The account's database cannot be read ({{reason}}): {{path}}",
  'journal.broken': 'Record {{seq}} of the journal is incomplete or was changed: {{why}}',
  'journal.unreadable': 'The journal cannot be read ({{reason}}): {{path}}',
  'journal.laterDay': 'The journal has a later day already, {{last}}; {{day}} cannot be opened',
  'day.settled': 'The day is settled; nothing more can be done today',
  'day.notSealed': '{{date}} is not sealed, so the next day may not trade: resolve its differences and seal it on the page Settlement, or release it with a reason',
  'day.quotesEndedEarly': 'The quotes ended at {{last}} with {{open}} lines still open',
  'session.catchingUp': 'The market is being run forward; one moment',
  'session.failed': 'The terminal cannot go on: {{message}}',
  'session.noOpening': '{{date}} has no opening record',
  'settlement.noClose': '{{instrument}} has no close to settle by',
  'settlement.noPrevClose': '{{instrument}} has no previous close to settle by',
  'rules.beforeBoard': 'The board did not exist on that day',
  'rules.beforeTable': 'The rules do not reach back to that day',
  'rules.notYetListed': '{{instrument}} was not listed on {{date}} (listed {{listDate}})',
  'rules.unknown': '{{board, board}} has no rule "{{rule}}" on {{date}}',
  'quotes.limitsDisagree':
    '{{instrument}}: the feed limits {{feedUp, price}}/{{feedDown, price}} differ from the rules {{rulesUp, price}}/{{rulesDown, price}}; the feed wins',
  'feed.timeBackwards': 'The quotes of {{instrument}} went back in time',
  'feed.volumeBackwards': 'The volume of {{instrument}} fell: {{before}} → {{after}}',
  'feed.turnoverBackwards': 'The turnover of {{instrument}} fell: {{before}} → {{after}}',
};
