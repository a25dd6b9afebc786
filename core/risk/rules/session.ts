import { ALWAYS, deny, gateRule } from '../rule.ts';

/** The exchange takes new orders in the phase at hand. */
export const session = gateRule({ name: 'session', scope: 'instrument', severities: ALWAYS }, ({ phase }, pass) => {
  if (phase === undefined) return deny('session', 'session.unknown');
  return phase.entry ? pass : deny('session', 'session.noEntry', { phase: phase.name });
});
