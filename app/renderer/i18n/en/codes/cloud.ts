import { type Same } from '../../same.ts';
import { type cloudCodes as zh } from '../../zh/codes/cloud.ts';

export const cloudCodes: Same<typeof zh> = {
  'signals.badSignature': 'The signals of {{strategy}} of {{date}} are not signed for us, or were changed on the way',
  'signals.changed': 'The signals of {{strategy}} of {{date}} are other than those taken before',
  'signals.incomplete': 'The signals of {{strategy}} are not whole, or name an instrument twice',
  'signals.otherStrategy': 'These are signals of {{strategy}}; those of {{expected}} were asked for',
  'signals.stale': 'The signals are for {{tradeDate}}; those for {{expected}} were asked for',
  'signals.wrongSession': 'The signals for {{tradeDate}} were made on {{date}}, which is not the session before it',
};
