import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface NewBuysSetting {
  /** Most instruments that may be bought in a day without having been held. */
  readonly most: number;
  readonly severity: Severity;
}

/** So many new names in a day, and no more. Counted when the first order leaves, filled or not. */
export const newBuys = gateRule({ name: 'newBuys', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, account, traffic, policy } = context;
  const setting = policy.rules.newBuys;
  if (setting === null || order.side === 'sell' || account.held > 0) return pass;
  const { opened } = traffic;
  if (opened.size < setting.most || opened.has(order.instrument)) return pass;
  return breach(context, setting.severity, { rule: 'newBuys', code: 'newBuys.tooMany', params: { today: opened.size, most: setting.most } });
});
