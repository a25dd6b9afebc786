import './LogPage.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../components/Tabs.tsx';
import { followLog, useLog } from '../../stores/log.ts';
import { Alerts } from './Alerts.tsx';
import { AppLog } from './AppLog.tsx';
import { Channels } from './Channels.tsx';
import { Health } from './Health.tsx';
import { Records } from './Records.tsx';

/** 日志: what happened today, what the trader was told, and how every part is doing. */
export function LogPage() {
  const { t } = useTranslation();
  const tab = useLog((ui) => ui.tab);
  useEffect(followLog, []);
  const tabs = [
    { name: 'records', label: t('log.records'), body: <Records /> },
    { name: 'app', label: t('log.app'), body: <AppLog /> },
  ] as const;
  return (
    <div className="log">
      <section className="log-main" aria-label={t('log.records')}>
        <Tabs label={t('log.records')} tabs={tabs} active={tab} onActive={(name) => useLog.setState({ tab: name })} />
      </section>
      <aside className="log-side" aria-label={t('log.alerts')}>
        <Health />
        <Alerts />
        <Channels />
      </aside>
    </div>
  );
}
