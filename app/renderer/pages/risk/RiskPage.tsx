import './RiskPage.css';
import './PolicyEditor.css';
import { ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type RiskRow, type RiskRuleRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { editPolicy, exportPolicy, openHistory, usePolicy } from '../../stores/policy.ts';
import { hasDuty, useAccess } from '../../stores/access.ts';
import { useMeasures } from '../../stores/measures.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { Breaches } from './Breaches.tsx';
import { DeniedOrders } from './DeniedOrders.tsx';
import { ExitTable } from './ExitTable.tsx';
import { Measures } from './Measures.tsx';
import { PolicyEditor } from './PolicyEditor.tsx';
import { PolicyHistory } from './PolicyHistory.tsx';
import { PolicyReview } from './PolicyReview.tsx';
import { RiskViews } from './RiskViews.tsx';
import { RuleTable } from './RuleTable.tsx';
import { TradingSwitch } from './TradingSwitch.tsx';
import { WatchForm } from './WatchForm.tsx';
import { WatchTable } from './WatchTable.tsx';

/** 风控: the day's policy, how near the account is to each limit, and what was refused. */
export function RiskPage() {
  const { t } = useTranslation();
  const risk = useTerminal((state) => state.risk);
  const draft = usePolicy((ui) => ui.draft);
  const view = useMeasures((ui) => ui.view);
  if (risk === null) {
    return <Empty icon={<ShieldCheck size={32} />} title={t('risk.noDay')} text={t('risk.noDayText')} />;
  }
  return (
    <div className="risk">
      {draft !== null && <PolicyEditor draft={draft} />}
      {draft === null && (view === 'policy' ? <Policy risk={risk} /> : <Measures />)}
      <aside className="risk-side" aria-label={t('risk.denied')}>
        {draft !== null && <PolicyReview />}
        <TradingSwitch />
        <WatchForm />
        <Breaches risk={risk} />
        <DeniedOrders />
      </aside>
      <PolicyHistory />
    </div>
  );
}

function Policy({ risk }: { readonly risk: RiskRow }) {
  const { t } = useTranslation();
  const mayChange = useAccess((state) => hasDuty(state, 'riskOfficer'));
  const { template, rules, watches, exits } = risk;
  const on = rules.filter(({ severity }) => severity !== null);
  return (
    <section className="risk-policy" aria-label={t('risk.policy')}>
      <header className="risk-head">
        <RiskViews />
        <h2>{t('risk.policy')}</h2>
        <Badge tone={template === 'none' ? 'warning' : 'accent'}>{t(`risk.template.${template}`)}</Badge>
        <span className="policy-actions">
          <Button small onClick={() => void openHistory()}>
            {t('policy.history')}
          </Button>
          <Button small onClick={() => void exportPolicy()}>
            {t('policy.export')}
          </Button>
          <Button small tone="primary" disabled={!mayChange} onClick={() => void editPolicy()}>
            {t('policy.edit')}
          </Button>
        </span>
      </header>
      {template === 'none' && <p className="risk-note muted">{t('risk.noneNote')}</p>}
      <WatchTable watches={watches} />
      <ExitTable exits={exits} />
      <RuleTable title={t('risk.nearness')} rules={on.filter(isMeasured)} measured />
      <RuleTable title={t('risk.perOrder')} rules={on.filter((rule) => !isMeasured(rule) && (rule.chosen || rule.limits.length > 0))} />
      <RuleTable title={t('risk.fixed')} rules={on.filter((rule) => !rule.chosen && rule.limits.length === 0)} />
      <RuleTable title={t('risk.off')} rules={rules.filter(({ severity }) => severity === null)} />
    </section>
  );
}

/** Limits on what the account does or holds; the nearest shows how near. */
const MEASURED: ReadonlySet<string> = new Set([
  'instrumentShare',
  'sectorShare',
  'strategyShare',
  'exposure',
  'valueAtRisk',
  'floatShare',
  'newBuys',
  'orderRate',
  'cancelRatio',
  'dayLoss',
  'drawdown',
  'lossStreak',
]);

function isMeasured({ name }: RiskRuleRow): boolean {
  return MEASURED.has(name);
}
