import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AlertSettings, type ChannelRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { PasswordField } from '../../components/PasswordField.tsx';
import { Section } from '../../components/Panel.tsx';
import { Select } from '../../components/Select.tsx';
import { formatClock } from '../../format/time.ts';
import { saveAlertSettings, setUpChannel, testChannel, useLog } from '../../stores/log.ts';
import { MailFields } from './MailFields.tsx';

const LEVELS = ['off', 'info', 'warn', 'critical'] as const;

/** How the trader is reached: from which level on, whether that works, and a test of each. */
export function Channels() {
  const { t } = useTranslation();
  const monitor = useLog((ui) => ui.monitor);
  const settings = useLog((ui) => ui.settings);
  if (monitor === null || settings === null) return null;
  return (
    <Section title={t('log.channels')}>
      <ul className="log-channels" aria-label={t('log.channels')}>
        {monitor.channels.map((row) => (
          <Channel key={row.channel} row={row} settings={settings} />
        ))}
      </ul>
      {!monitor.keepsSecrets && <p className="faint">{t('log.memoryOnly')}</p>}
    </Section>
  );
}

function Channel({ row, settings }: { readonly row: ChannelRow; readonly settings: AlertSettings }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const trying = useLog((ui) => ui.trying);
  const { channel, ready } = row;
  const choices = LEVELS.map((value) => ({ value, label: t(`log.from.${value}`) }));
  const choose = (from: (typeof LEVELS)[number]): void => void saveAlertSettings({ ...settings, from: { ...settings.from, [channel]: from } });
  return (
    <li>
      <div className="log-channel">
        <Select label={t(`log.channel.${channel}`)} value={settings.from[channel]} choices={choices} onChange={choose} />
        {(channel === 'mail' || channel === 'wecom' || channel === 'webhook') && (
          <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('log.setUp')}
          </Button>
        )}
        <Button small disabled={!ready || trying !== null} onClick={() => void testChannel(channel)}>
          {t(trying === channel ? 'log.trying' : 'log.test')}
        </Button>
      </div>
      <Delivery row={row} />
      {open && channel === 'mail' && <MailFields settings={settings} />}
      {open && (channel === 'mail' || channel === 'wecom' || channel === 'webhook') && <Key channel={channel} />}
    </li>
  );
}

function Delivery({ row: { ready, waiting, lastSent, failure, lost } }: { readonly row: ChannelRow }) {
  const { t } = useTranslation();
  if (failure !== null) {
    return (
      <p className="warning" role="alert">
        {t('log.failing', { ...failure, waiting, lost })}
      </p>
    );
  }
  if (!ready) return <p className="faint">{t('log.notSetUp')}</p>;
  return <p className="faint">{lastSent === null ? t('log.neverSent') : t('log.sent', { at: formatClock(lastSent) })}</p>;
}

/** A password, or an address that carries a key: given, and never shown again. */
function Key({ channel }: { readonly channel: 'mail' | 'wecom' | 'webhook' }) {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const keep = async (): Promise<void> => {
    if (await setUpChannel(channel, key)) setKey('');
  };
  return (
    <div className="log-key">
      <PasswordField label={t(`log.key.${channel}`)} value={key} onChange={setKey} />
      <Button small onClick={() => void keep()}>
        {t(key === '' ? 'log.forget' : 'log.keep')}
      </Button>
    </div>
  );
}
