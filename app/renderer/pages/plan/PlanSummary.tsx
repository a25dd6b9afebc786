import { useTranslation } from 'react-i18next';
import { type EpochMs, timeOfDayOf } from '../../../../core/kernel/time.ts';
import { type LineState, type PlanSummaryRow } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Figure } from '../../components/Figure.tsx';
import { useNow } from '../../components/useNow.ts';
import { formatMoney, formatPercent, formatYuanWhole } from '../../format/number.ts';
import { formatCountdown, formatMinute } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { sessionNow, useTerminal } from '../../stores/terminal.ts';
import { ApprovalCountdown } from './ApprovalCountdown.tsx';

const WHOLE = 100_000_000;
const TICK_MS = 500;
/** The countdown warns in its last quarter of an hour. */
const SOON_MS = 15 * 60_000;

const NONE: PlanSummaryRow['warnings'] = [];

const SHOWN: readonly (readonly [LineState, BadgeTone])[] = [
  ['proposed', 'accent'],
  ['approved', 'neutral'],
  ['working', 'accent'],
  ['done', 'neutral'],
  ['blocked', 'warning'],
  ['skipped', 'quiet'],
  ['expired', 'quiet'],
];

/** The plan as a whole: what it costs, and how the account would stand. */
export function PlanSummary() {
  const { t } = useTranslation();
  const plan = useTerminal((state) => state.plan);
  if (plan === null) return null;
  return (
    <section className="plan-summary" aria-label={t('plan.summary')}>
      <Expiry plan={plan} />
      <ApprovalCountdown />
      <Figure label={t('plan.buyValue')} note={t('plan.orders', { count: plan.buys })} tone="up">
        {formatYuanWhole(plan.buyValue)}
      </Figure>
      <Figure label={t('plan.sellValue')} note={t('plan.orders', { count: plan.sells })} tone="down">
        {formatYuanWhole(plan.sellValue)}
      </Figure>
      <Figure label={t('plan.estFees')}>{formatMoney(plan.estFees)}</Figure>
      <Figure label={t('plan.cashAfter')} before={formatYuanWhole(plan.cash)}>
        {formatYuanWhole(plan.resultingCash)}
      </Figure>
      <Exposure plan={plan} />
      <div className="plan-counts">
        {SHOWN.map(
          ([state, tone]) =>
            plan.counts[state] > 0 && (
              <Badge key={state} tone={tone}>
                {t(`words.lineState.${state}`)} {plan.counts[state]}
              </Badge>
            ),
        )}
      </div>
    </section>
  );
}

/** What concerns the plan as a whole, such as what the limits have cut. */
export function PlanWarnings() {
  const { t } = useTranslation();
  const describe = useDescribe();
  const warnings = useTerminal((state) => state.plan?.warnings) ?? NONE;
  if (warnings.length === 0) return null;
  return (
    <ul className="plan-warnings" aria-label={t('plan.warnings')}>
      {warnings.map((warning, index) => (
        <li key={index}>{describe(warning)}</li>
      ))}
    </ul>
  );
}

interface SummaryProps {
  readonly plan: PlanSummaryRow;
}

function Expiry({ plan }: SummaryProps) {
  useNow(TICK_MS);
  const { t } = useTranslation();
  const now = sessionNow(useTerminal.getState());
  const left = plan.approvalExpiry - timeOfDayOf(now as EpochMs);
  const waiting = plan.counts.proposed + plan.counts.approved > 0;
  const tone = waiting && left < SOON_MS ? 'warning' : '';
  return (
    <Figure label={t('plan.expiry')} note={formatMinute(plan.approvalExpiry)} tone={tone}>
      {left > 0 ? formatCountdown(left) : t('plan.expired')}
    </Figure>
  );
}

function Exposure({ plan }: SummaryProps) {
  const { t } = useTranslation();
  const [now, after] = [WHOLE - plan.cashWeight, WHOLE - plan.resultingCashWeight];
  const share = (rate: number): string => `${Math.min(100, Math.max(0, rate / 1e6))}%`;
  return (
    <div>
      <Figure label={t('plan.exposureAfter')} before={formatPercent(now)}>
        {formatPercent(after)}
      </Figure>
      <div className="exposure" aria-hidden="true">
        <span className="exposure-after" style={{ width: share(after) }} />
        <span className="exposure-now" style={{ left: share(now) }} />
      </div>
    </div>
  );
}
