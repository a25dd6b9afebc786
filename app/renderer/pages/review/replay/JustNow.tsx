import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/Panel.tsx';
import { useReplay } from '../../../stores/replay.ts';
import { WhySteps } from '../WhySteps.tsx';

const MOST = 12;

/** The last things that had happened by the moment that is shown, the latest first. */
export function JustNow() {
  const { t } = useTranslation();
  const events = useReplay((state) => state.events);
  const happened = useReplay((state) => state.happened);
  const latest = events.slice(0, happened).filter(({ kind }) => kind !== 'day').slice(-MOST).toReversed();
  return (
    <Section title={t('replay.justNow')}>
      {latest.length === 0 ? <p className="muted">{t('replay.nothingYet')}</p> : <WhySteps steps={latest} />}
    </Section>
  );
}
