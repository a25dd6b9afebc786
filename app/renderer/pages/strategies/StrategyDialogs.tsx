import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StrategiesRow } from '../../../preload/contract.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Select } from '../../components/Select.tsx';
import { type HoldingsInput, askStrategy, leave, netInternally, useStrategies } from '../../stores/strategies.ts';
import { SwitchDialog } from './SwitchDialog.tsx';

const close = (): void => askStrategy(null);

/** What needs a person's reason before it is done. */
export function StrategyDialogs({ row }: { readonly row: StrategiesRow }) {
  const dialog = useStrategies((ui) => ui.dialog);
  switch (dialog?.kind) {
    case 'leave':
      return <LeaveDialog strategy={dialog.strategy} row={row} />;
    case 'switch':
      return <SwitchDialog from={dialog.from} row={row} />;
    case 'net':
      return <NetDialog instrument={dialog.instrument} row={row} />;
    default:
      return null;
  }
}

const FATES = ['keep', 'sell', 'handOver'] as const;

function LeaveDialog({ strategy, row }: { readonly strategy: string; readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  const others = row.strategies.filter(({ id, settings }) => id !== strategy && settings !== null).map(({ id }) => ({ value: id, label: id }));
  const [fate, setFate] = useState<HoldingsInput['kind']>('keep');
  const [to, setTo] = useState(others[0]?.value ?? '');
  const fates = FATES.filter((kind) => kind !== 'handOver' || others.length > 0);
  const holdings: HoldingsInput = fate === 'handOver' ? { kind: 'handOver', to } : { kind: fate };
  return (
    <ReasonDialog title={t('strategies.leaveTitle', { strategy })} action={t('strategies.leaveConfirm')} complete onClose={close} onSubmit={(reason) => leave(strategy, holdings, reason)}>
      <Segmented label={t('strategies.holdings')} value={fate} choices={fates.map((kind) => ({ value: kind, label: t(`strategies.fate.${kind}`) }))} onChange={setFate} wide />
      {fate === 'handOver' && <Select label={t('strategies.handTo')} value={to} choices={others} onChange={setTo} />}
      <p className="muted">{t(`strategies.fateNote.${fate}`)}</p>
    </ReasonDialog>
  );
}

function NetDialog({ instrument, row }: { readonly instrument: string; readonly row: StrategiesRow }) {
  const { t } = useTranslation();
  const netting = row.nettings.find((one) => one.instrument === instrument);
  return (
    <ReasonDialog
      title={t('strategies.netTitle', { instrument: netting?.name ?? instrument })}
      action={t('strategies.netConfirm')}
      complete={netting !== undefined}
      onClose={close}
      onSubmit={(reason) => netInternally(instrument, reason)}
    >
      <p className="muted">{t('strategies.netNote')}</p>
    </ReasonDialog>
  );
}
