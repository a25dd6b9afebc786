import { type HealthPart } from '../../preload/alert-rows.ts';

/** What alerts are raised for: conditions that stand until they are over, and news that is told once. */
export type AlertRule =
  | 'noPlan'
  | 'orderStuck'
  | 'orderUnknown'
  | 'orderRejected'
  | 'unsettled'
  | 'unsealed'
  | 'unreconciled'
  | 'halted'
  | 'stopped'
  | 'watchFired'
  | 'scriptStopped'
  | 'backupFailed'
  | 'health'
  | 'allWell'
  | 'test';

/** Something found that the trader has to know. */
export interface Finding {
  readonly rule: AlertRule;
  /** What it concerns; rule and subject together are the same alert. */
  readonly subject: string;
  readonly level: 'info' | 'warn' | 'critical';
  /** Numbers and names for its words. */
  readonly facts: Readonly<Record<string, string>>;
  readonly part?: HealthPart;
}
