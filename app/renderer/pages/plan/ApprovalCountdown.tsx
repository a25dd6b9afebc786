import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Figure } from '../../components/Figure.tsx';
import { useNow } from '../../components/useNow.ts';
import { formatCountdown } from '../../format/time.ts';
import { lines, sessionNow, useTerminal } from '../../stores/terminal.ts';

const TICK_MS = 250;

/** What is left before the policy approves a line by itself, in session time. */
export function TimeLeft({ approvesAt }: { readonly approvesAt: number }) {
  useNow(TICK_MS);
  const { t } = useTranslation();
  const left = approvesAt - sessionNow(useTerminal.getState());
  return <>{t('plan.hand.approvesIn', { left: formatCountdown(left) })}</>;
}

/** The first countdown that runs, and of how many lines; nothing where none does. */
export function ApprovalCountdown() {
  useNow(TICK_MS);
  const { t } = useTranslation();
  const { rows } = useStore(lines);
  const ends = [...rows.values()].flatMap(({ approvesAt }) => approvesAt ?? []);
  if (ends.length === 0) return null;
  const left = Math.min(...ends) - sessionNow(useTerminal.getState());
  return (
    <Figure label={t('plan.hand.countdown')} note={t('plan.orders', { count: ends.length })} tone="warning">
      {formatCountdown(left)}
    </Figure>
  );
}
