import { useTranslation } from 'react-i18next';
import { type DayEndRow } from '../../../preload/contract.ts';
import { Badge, type BadgeTone } from '../../components/Badge.tsx';
import { Section } from '../../components/Panel.tsx';
import { formatMoney } from '../../format/number.ts';

const TONES: Readonly<Record<DayEndRow['state'], BadgeTone>> = { open: 'quiet', sealed: 'accent', released: 'warning' };
/** Enough of a hash to tell one from another. */
const SHOWN = 16;

/** The latest days and how each ended, newest first. The hash of a seal stands for all that came before it. */
export function SealChain({ days }: { readonly days: readonly DayEndRow[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('settlement.chain')}>
      <p className="faint">{t('settlement.chainNote')}</p>
      <ol className="settle-chain">
        {days.map(({ date, state, equity, hash, by, reason }) => (
          <li key={date}>
            <span>{date}</span>
            <Badge tone={TONES[state]}>{t(`settlement.chainState.${state}`)}</Badge>
            <span className="settle-equity">{equity === null ? '' : formatMoney(equity)}</span>
            {hash !== null && (
              <code className="faint selectable" title={hash}>
                {hash.slice(0, SHOWN)}
              </code>
            )}
            {by !== null && <span className="muted settle-by">{reason === null ? by : `${by} · ${reason}`}</span>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
