import { type Same } from '../../same.ts';
import { type alertCodes as zh } from '../../zh/codes/alerts.ts';

export const alertCodes: Same<typeof zh> = {
  'alert.badAddress': 'The address must begin with https:// (http:// on this machine)',
  'alert.sent': 'The test message was sent',
  'alert.notSent': 'The message did not arrive: {{reason}}',
};
