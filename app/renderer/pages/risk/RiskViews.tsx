import { useTranslation } from 'react-i18next';
import { Segmented } from '../../components/Segmented.tsx';
import { RISK_VIEWS, showRiskView, useMeasures } from '../../stores/measures.ts';

/** The policy, or what is at risk. */
export function RiskViews() {
  const { t } = useTranslation();
  const view = useMeasures((ui) => ui.view);
  const choices = RISK_VIEWS.map((value) => ({ value, label: t(`measures.views.${value}`) }));
  return <Segmented label={t('measures.views.label')} value={view} choices={choices} onChange={showRiskView} />;
}
