import { actionCodes } from './actions.ts';
import { alertCodes } from './alerts.ts';
import { appCodes } from './app.ts';
import { backupCodes } from './backups.ts';
import { basketCodes } from './baskets.ts';
import { brokerCodes } from './broker.ts';
import { candidateCodes } from './candidates.ts';
import { cloudCodes } from './cloud.ts';
import { conditionCodes } from './conditions.ts';
import { dayCodes } from './day.ts';
import { dryRunCodes } from './dry-run.ts';
import { fileCodes } from './files.ts';
import { gatewayCodes } from './gateway.ts';
import { handCodes } from './hand.ts';
import { liveCodes } from './live.ts';
import { planCodes } from './plan.ts';
import { quoteCodes } from './quotes.ts';
import { reviewCodes } from './review.ts';
import { riskCodes } from './risk.ts';
import { ruleCodes } from './rules.ts';
import { scriptCodes } from './scripts.ts';
import { settledCodes } from './settled.ts';
import { settlementCodes } from './settlement.ts';
import { strategyCodes } from './strategies.ts';
import { statementCodes } from './statements.ts';
import { watchCodes } from './watch.ts';

/** The text of every code that a refusal, a verdict or a notice may carry. */
export const codes = {
  ...actionCodes,
  ...alertCodes,
  ...appCodes,
  ...backupCodes,
  ...basketCodes,
  ...brokerCodes,
  ...candidateCodes,
  ...cloudCodes,
  ...conditionCodes,
  ...dayCodes,
  ...dryRunCodes,
  ...fileCodes,
  ...gatewayCodes,
  ...handCodes,
  ...liveCodes,
  ...planCodes,
  ...quoteCodes,
  ...reviewCodes,
  ...riskCodes,
  ...ruleCodes,
  ...scriptCodes,
  ...settledCodes,
  ...settlementCodes,
  ...strategyCodes,
  ...statementCodes,
  ...watchCodes,
};
