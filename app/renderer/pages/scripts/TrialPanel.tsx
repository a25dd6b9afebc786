import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TrialRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Section } from '../../components/Panel.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatAverage, formatPercent, formatPrice, formatQuantity, signed } from '../../format/number.ts';
import { formatClock } from '../../format/time.ts';
import { useDescribe } from '../../i18n/refusal.ts';
import { readParams } from '../plan/style-fields.ts';
import { tryDraft, useScripts } from '../../stores/scripts.ts';
import { TrialChart } from './TrialChart.tsx';

/** What a script is tried with, and what it did. */
export function TrialPanel() {
  const trial = useScripts((state) => state.trial);
  const problem = useScripts((state) => state.problem);
  const describe = useDescribe();
  return (
    <aside className="script-side">
      <TrialForm />
      {problem !== null && <p className="script-problem" role="alert">{describe(problem)}</p>}
      {trial !== null && <TrialResult trial={trial} />}
    </aside>
  );
}

function TrialForm() {
  const { t } = useTranslation();
  const busy = useScripts((state) => state.busy);
  const [instrument, setInstrument] = useState('600519.SH');
  const [side, setSide] = useState<'buy' | 'sell'>('buy');
  const [shares, setShares] = useState('1000');
  const [params, setParams] = useState('');
  const quantity = /^[1-9]\d{0,8}$/.test(shares) ? Number(shares) : null;
  const read = readParams(params);
  const isInstrument = /^\d{6}\.(?:SH|SZ|BJ)$/.test(instrument);
  const begin = (): void => {
    if (quantity !== null && read !== null) void tryDraft({ instrument, side, quantity, params: read });
  };
  return (
    <Section title={t('scripts.try')}>
      <div className="trial-form">
        <NumberField label={t('scripts.instrument')} text={instrument} onText={setInstrument} onStep={null} problem={isInstrument ? null : t('scripts.notAnInstrument')} />
        <Segmented
          label={t('scripts.side')}
          value={side}
          choices={[
            { value: 'buy', label: t('words.side.buy'), tone: 'buy' },
            { value: 'sell', label: t('words.side.sell'), tone: 'sell' },
          ]}
          onChange={setSide}
        />
        <NumberField label={t('scripts.quantity')} text={shares} onText={setShares} onStep={null} problem={quantity === null ? t('style.problem.notShares') : null} />
        <NumberField label={t('style.field.params')} text={params} onText={setParams} onStep={null} hint={t('style.hint.params')} problem={read === null ? t('style.problem.notParams') : null} />
      </div>
      <Button tone="primary" disabled={busy || quantity === null || read === null || !isInstrument} onClick={begin}>
        {t(busy ? 'scripts.trying' : 'scripts.tryNow')}
      </Button>
    </Section>
  );
}

function TrialResult({ trial }: { readonly trial: TrialRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { date, instrument, planned, filled, average, vwap, slippage, orders, logs, stopped } = trial;
  return (
    <Section title={t('scripts.result', { date, instrument })}>
      {stopped !== null && <p className="script-problem" role="alert">{describe(stopped)}</p>}
      <TrialChart trial={trial} />
      <p>{t('scripts.filled', { filled: formatQuantity(filled), planned: formatQuantity(planned) })}</p>
      {average !== null && vwap !== null && slippage !== null && (
        <p>{t('scripts.slippage', { average: formatAverage(average), vwap: formatAverage(vwap), slippage: signed(slippage, formatPercent(slippage)) })}</p>
      )}
      <ol className="trial-orders" aria-label={t('scripts.orders')}>
        {orders.slice(0, 200).map((order, at) => (
          <li key={at}>
            <span>{formatClock(order.time)}</span>
            <span>{`${formatQuantity(order.quantity)} × ${formatPrice(order.price)}`}</span>
            <span>{order.filled === 0 ? '' : formatQuantity(order.filled)}</span>
          </li>
        ))}
      </ol>
      {logs.length > 0 && <pre className="trial-logs">{logs.join('\n')}</pre>}
    </Section>
  );
}
