import { useTranslation } from 'react-i18next';
import { type CloudSignalsRow } from '../../../preload/contract.ts';
import { Section } from '../../components/Panel.tsx';
import { Select } from '../../components/Select.tsx';
import { formatMinute } from '../../format/time.ts';
import { setSignals } from '../../stores/sync.ts';

const MINUTE_MS = 60_000;
/** Every half hour of an evening. */
const TIMES = Array.from({ length: 14 }, (_, i) => (17 * 60 + i * 30) * MINUTE_MS);
const NEVER = '';

/** When signals come down by themselves. */
export function PullTime({ signals: { pullAt } }: { readonly signals: CloudSignalsRow }) {
  const { t } = useTranslation();
  const choices = [{ value: NEVER, label: t('sync.noPullAt') }, ...TIMES.map((time) => ({ value: String(time), label: formatMinute(time) }))];
  const choose = (value: string): void => void setSignals({ pullAt: value === NEVER ? null : Number(value) });
  return (
    <Section title={t('sync.signals')}>
      <Select label={t('sync.pullAt')} value={pullAt === null ? NEVER : String(pullAt)} choices={choices} hint={t('sync.pullAtNote')} onChange={choose} />
    </Section>
  );
}
