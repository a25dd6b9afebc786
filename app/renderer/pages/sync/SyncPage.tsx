import './SyncPage.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Tabs } from '../../components/Tabs.tsx';
import { followSync, useSync } from '../../stores/sync.ts';
import { Cloud } from './Cloud.tsx';
import { PullTime } from './PullTime.tsx';
import { Signals } from './Signals.tsx';
import { Uploads } from './Uploads.tsx';
import { WhatGoesUp } from './WhatGoesUp.tsx';

/** 同步: what of the sealed days goes up to a cloud, what signals come down, and from whom. */
export function SyncPage() {
  const { t } = useTranslation();
  useEffect(followSync, []);
  const { sync, signals, tab } = useSync();
  if (sync === null || signals === null) return null;
  const tabs = [
    { name: 'uploads', label: t('sync.uploads'), count: sync.waiting, body: <Uploads sync={sync} /> },
    { name: 'signals', label: t('sync.signals'), body: <Signals signals={signals} connected={sync.state !== 'off'} /> },
  ] as const;
  return (
    <div className="sync">
      <section className="sync-main" aria-label={t('shell.page.sync')}>
        <Tabs label={t('shell.page.sync')} tabs={tabs} active={tab} onActive={(name) => useSync.setState({ tab: name })} />
      </section>
      <aside className="sync-side" aria-label={t('sync.cloud')}>
        <Cloud sync={sync} />
        {tab === 'uploads' ? <WhatGoesUp sync={sync} /> : <PullTime signals={signals} />}
      </aside>
    </div>
  );
}
