import { type Same } from '../../same.ts';
import { type cloudCodes as zh } from '../../zh/codes/cloud.ts';

export const cloudCodes: Same<typeof zh> = {
  'cloud.badAddress': '{{address}} cannot be used: https, or http to this machine alone',
  'cloud.connected': 'Connected to {{address}} as terminal {{terminal}}',
  'cloud.failed': 'The cloud did not answer: {{reason}}',
  'cloud.badEquity': 'The cloud does not take this equity: {{message}}',
  'cloud.badSignature': 'The cloud does not know the signature of this terminal: disconnect, and connect again',
  'cloud.badToken': 'The cloud does not know this token',
  'cloud.closed': 'This cloud lets no strangers in: give the token of the user',
  'cloud.fault': 'The cloud could not do it and took nothing; try again later',
  'cloud.nameTaken': 'The cloud has such a user or terminal already: {{message}}',
  'cloud.noSignals': 'No signals of {{strategy}} have come',
  'cloud.notConnected': 'No cloud is connected',
  'cloud.notYours': 'The token is not of this user or terminal: {{message}}',
  'cloud.outOfOrder': 'The cloud waits for something else: {{message}}',
  'cloud.tampered': 'It was changed on the way, and the cloud refused it',
  'signals.arrived': 'The signals of {{strategy}} for {{tradeDate}} are here and wait to be imported',
  'signals.badSignature': 'The signals of {{strategy}} of {{date}} are not signed for us, or were changed on the way',
  'signals.changed': 'The signals of {{strategy}} of {{date}} are other than those taken before',
  'signals.incomplete': 'The signals of {{strategy}} are not whole, or name an instrument twice',
  'signals.otherStrategy': 'These are signals of {{strategy}}; those of {{expected}} were asked for',
  'signals.stale': 'The signals are for {{tradeDate}}; those for {{expected}} were asked for',
  'signals.wrongSession': 'The signals for {{tradeDate}} were made on {{date}}, which is not the session before it',
};
