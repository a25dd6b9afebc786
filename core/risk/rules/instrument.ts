import { ALWAYS, deny, gateRule } from '../rule.ts';

/** The instrument is known and has rules for today. */
export const instrument = gateRule({ name: 'instrument', scope: 'instrument', severities: ALWAYS }, ({ rules, reference, order }, pass) =>
  rules === undefined || reference === undefined ? deny('instrument', 'instrument.unknown', { instrument: order.instrument }) : pass,
);
