import { useTranslation } from 'react-i18next';
import { type StrategiesRow, type StrategyFactsRow, type StrategyRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Facts } from '../../components/Figure.tsx';
import { Section } from '../../components/Panel.tsx';
import { NOTHING, formatMoney } from '../../format/number.ts';
import { formatMoment } from '../../format/time.ts';
import { hasDuty, useAccess } from '../../stores/access.ts';
import { askStrategy } from '../../stores/strategies.ts';
import { SettingsForm } from './SettingsForm.tsx';
import { fractionText } from './strategy-words.ts';

export interface StrategyPanelProps {
  readonly strategy: StrategyRow;
  readonly row: StrategiesRow;
}

/** One strategy: what its publisher says of it, how it is followed, and the way out. */
export function StrategyPanel({ strategy, row }: StrategyPanelProps) {
  const { t } = useTranslation();
  const { id, facts, settings } = strategy;
  return (
    <aside className="strategies-side" aria-label={t('strategies.panel')}>
      <h2>{facts?.title ?? id}</h2>
      <Section title={t('strategies.facts')}>{facts === null ? <p className="muted">{t('strategies.noFacts')}</p> : <Published id={id} facts={facts} />}</Section>
      <Section title={t(settings === null ? 'strategies.follow' : 'strategies.settings')}>
        <SettingsForm strategy={strategy} defaults={row.defaults} />
      </Section>
      {settings !== null && <WaysOut strategy={strategy} />}
    </aside>
  );
}

function Published({ id, facts }: { readonly id: string; readonly facts: StrategyFactsRow }) {
  const { t } = useTranslation();
  const { source, since, totalReturn, maxDrawdown, sharpe, capital, madeAt, signalsFor, verified, fetchedAt } = facts;
  return (
    <Facts
      facts={[
        [t('strategies.id'), id],
        [t('strategies.source'), t(`strategies.sources.${source}`)],
        [t('strategies.since'), since],
        [t('strategies.totalReturn'), fractionText(totalReturn)],
        [t('strategies.maxDrawdown'), fractionText(maxDrawdown)],
        [t('strategies.sharpe'), sharpe === null ? NOTHING : sharpe.toFixed(2)],
        [t('strategies.ownCapital'), formatMoney(capital)],
        [t('strategies.signalsMade'), madeAt === null ? NOTHING : formatMoment(madeAt)],
        [t('strategies.signalsFor'), signalsFor ?? NOTHING],
        [t('strategies.signature'), verified === null ? NOTHING : t(verified ? 'strategies.verified' : 'strategies.unverified')],
        [t('strategies.fetched'), formatMoment(fetchedAt)],
      ]}
    />
  );
}

function WaysOut({ strategy: { id } }: { readonly strategy: StrategyRow }) {
  const { t } = useTranslation();
  const may = useAccess((state) => hasDuty(state, 'trader'));
  return (
    <footer className="strategies-out">
      <Button small disabled={!may} onClick={() => askStrategy({ kind: 'switch', from: id })}>
        {t('strategies.switch')}
      </Button>
      <Button small disabled={!may} onClick={() => askStrategy({ kind: 'leave', strategy: id })}>
        {t('strategies.leave')}
      </Button>
    </footer>
  );
}
