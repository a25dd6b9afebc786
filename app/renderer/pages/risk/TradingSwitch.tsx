import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TradingState } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Panel.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { setTrading } from '../../stores/risk.ts';
import { useTerminal } from '../../stores/terminal.ts';

const STATES = ['active', 'reducingOnly', 'halted'] as const;

/** The account's one switch. A change needs a reason; nothing happens before it is confirmed. */
export function TradingSwitch() {
  const { t } = useTranslation();
  const current = useTerminal((state) => state.status?.trading ?? 'active');
  const [wanted, setWanted] = useState<TradingState | null>(null);
  const [reason, setReason] = useState('');
  const [sending, setSending] = useState(false);
  const shown = wanted ?? current;
  const changes = shown !== current;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!changes || reason.trim() === '' || sending) return;
    setSending(true);
    const done = await setTrading(shown, reason.trim());
    setSending(false);
    if (!done) return;
    setWanted(null);
    setReason('');
  };

  return (
    <Section title={t('risk.trading')}>
      <form className="trading" onSubmit={(event) => void submit(event)}>
        <Segmented
          label={t('risk.trading')}
          value={shown}
          wide
          choices={STATES.map((value) => ({ value, label: t(`risk.state.${value}`) }))}
          onChange={setWanted}
        />
        <p className="muted">{t(`risk.stateNote.${shown}`)}</p>
        {changes && (
          <>
            <label className="trading-reason">
              <span className="field-label">{t('risk.reason')}</span>
              <input
                value={reason}
                maxLength={200}
                autoComplete="off"
                placeholder={t('risk.reasonNote')}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
            <div className="trading-actions">
              <Button onClick={() => setWanted(null)}>{t('common.cancel')}</Button>
              <Button submit tone="primary" disabled={reason.trim() === '' || sending}>
                {t('risk.confirm', { state: t(`risk.state.${shown}`) })}
              </Button>
            </div>
          </>
        )}
      </form>
    </Section>
  );
}
