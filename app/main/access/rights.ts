import { type Duty, type RequestName, type RequestPayload } from '../../preload/contract.ts';

/**
 * What a request takes. `anyone`: also on a locked screen, for what only stops, cancels or shows. `viewer`: anybody who
 * has logged in. The duties: who has them.
 */
export type Right = 'anyone' | 'viewer' | Duty;

type Rights = { readonly [Name in RequestName]: Right | ((payload: RequestPayload<Name>) => Right) };

/** Pausing and halting stop something; taking that back lets something go on. */
const RIGHTS: Rights = {
  snapshot: 'anyone',
  approveLines: 'trader',
  makeBasket: 'trader',
  dissolveBasket: 'trader',
  editLine: 'trader',
  listScripts: 'viewer',
  saveScript: 'trader',
  checkScript: 'trader',
  tryScript: 'trader',
  monitor: 'anyone',
  alertSettings: 'viewer',
  setAlertSettings: 'trader',
  setUpChannel: 'trader',
  testChannel: 'trader',
  dayRecords: 'viewer',
  logTail: 'viewer',
  dryRun: 'anyone',
  dryRunPlan: 'anyone',
  checkCondition: 'viewer',
  conditionLanguage: 'anyone',
  holdLine: 'anyone',
  undo: 'trader',
  takeOver: 'trader',
  armWatch: 'trader',
  disarmWatch: 'trader',
  armExit: 'trader',
  disarmExit: 'trader',
  finishLine: 'trader',
  forceLine: 'trader',
  overrideRule: 'trader',
  skipLine: 'trader',
  restoreLine: 'trader',
  pauseLine: 'anyone',
  resumeLine: 'trader',
  setPauses: ({ buys, sells }) => (buys === false || sells === false ? 'trader' : 'anyone'),
  pauseStrategy: 'anyone',
  resumeStrategy: 'trader',
  setTradingState: ({ state }) => (state === 'halted' ? 'anyone' : 'trader'),
  measures: 'viewer',
  policy: 'viewer',
  checkPolicy: 'viewer',
  changePolicy: 'riskOfficer',
  exportPolicy: 'viewer',
  importPolicy: 'riskOfficer',
  previewTicket: 'trader',
  placeOrder: 'trader',
  cancelOrder: 'anyone',
  cancelAll: 'anyone',
  previewLiquidation: 'trader',
  liquidate: 'trader',
  explainOrder: 'anyone',
  checkSignals: 'trader',
  pickSignalsFile: 'trader',
  importSignals: 'trader',
  openRecorded: 'trader',
  openDemo: 'trader',
  review: 'viewer',
  pastDay: 'viewer',
  whyFill: 'viewer',
  noteDay: 'trader',
  saveReport: 'viewer',
  playback: 'trader',
  watch: 'anyone',
  watchLine: 'anyone',
  marketSubscribe: 'anyone',
  getSettings: 'anyone',
  setSettings: 'anyone',
  appInfo: 'anyone',
  markUsable: 'anyone',
  openExternal: 'anyone',
  lock: 'anyone',
  unlock: 'anyone',
  changeLogin: 'viewer',
  saveUser: 'riskOfficer',
  removeUser: 'riskOfficer',
  setAutoLock: 'riskOfficer',
};

export function rightFor<Name extends RequestName>(name: Name, payload: RequestPayload<Name>): Right {
  const right: Right | ((payload: RequestPayload<Name>) => Right) = RIGHTS[name];
  return typeof right === 'string' ? right : right(payload);
}
