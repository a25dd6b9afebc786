import { ClockAlert, HardDrive } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type HealthRow } from '../../../preload/contract.ts';
import { formatAge, formatClock } from '../../format/time.ts';
import { formatQuantity } from '../../format/number.ts';
import { useTerminal } from '../../stores/terminal.ts';
import { Strip } from './Strip.tsx';

/** The parts of this machine without which one cannot trade, where they are beyond their limits. */
export function AilingStrips() {
  const ailing = useTerminal((state) => state.ailing);
  return ailing.map((row) => (row.part === 'disk' ? <Disk key="disk" row={row} /> : <OwnClock key="clock" row={row} />));
}

function Disk({ row: { value, state } }: { readonly row: HealthRow }) {
  const { t } = useTranslation();
  const free = formatQuantity(Math.round(value ?? 0));
  return (
    <Strip level={state === 'bad' ? 'stop' : 'warning'} icon={HardDrive} testId="disk">
      <strong>{t('gateway.disk', { free })}</strong>
      <span>{t(state === 'bad' ? 'gateway.diskFull' : 'gateway.diskWarning')}</span>
    </Strip>
  );
}

function OwnClock({ row: { value } }: { readonly row: HealthRow }) {
  const { t } = useTranslation();
  return (
    <Strip level="warning" icon={ClockAlert} testId="own-clock">
      <strong>{t('gateway.ownClock', { age: formatAge(value ?? 0) })}</strong>
      <span>{t('gateway.clockNote')}</span>
    </Strip>
  );
}

/** The broker's clock or that of the quotes is not where the session's is. */
export function ClockStrip() {
  const { t } = useTranslation();
  const step = useTerminal((state) => state.status?.gateway?.clockStep ?? null);
  if (step === null) return null;
  const { whose, ms, at } = step;
  return (
    <Strip level="warning" icon={ClockAlert} testId="clock-step">
      <strong>{t(`gateway.clock.${whose}`, { direction: t(ms > 0 ? 'gateway.ahead' : 'gateway.behind'), age: formatAge(Math.abs(ms)), time: formatClock(at) })}</strong>
      <span>{t('gateway.clockNote')}</span>
    </Strip>
  );
}
