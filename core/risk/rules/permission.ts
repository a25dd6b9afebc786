import { type Board } from '../../market/instrument.ts';
import { REFUSING, type Severity, breach, gateRule } from '../rule.ts';

export interface PermissionSetting {
  /** Boards on which the account has the right to buy. */
  readonly boards: readonly Board[];
  /** Whether it may buy shares under risk warning (ST, *ST). */
  readonly riskWarning: boolean;
  readonly severity: Severity;
}

/** The account has the right to buy what it buys; what it holds it may always sell. */
export const permission = gateRule({ name: 'permission', scope: 'account', severities: REFUSING }, (context, pass) => {
  const { order, reference, policy } = context;
  const setting = policy.rules.permission;
  if (setting === null || order.side === 'sell' || reference === undefined) return pass;
  const { board, st } = reference.instrument;
  if (!setting.boards.includes(board)) {
    return breach(context, setting.severity, { rule: 'permission', code: 'permission.board', params: { board } });
  }
  if (!st || setting.riskWarning) return pass;
  return breach(context, setting.severity, { rule: 'permission', code: 'permission.riskWarning', params: { instrument: order.instrument } });
});
