import './SyncPage.css';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { followSync, useSync } from '../../stores/sync.ts';
import { Cloud } from './Cloud.tsx';
import { Preview } from './Preview.tsx';
import { Queue } from './Queue.tsx';
import { QueueHead } from './QueueHead.tsx';
import { WhatGoesUp } from './WhatGoesUp.tsx';

/** 同步: what of the sealed days goes up to a cloud, how far that has come, and to whom. */
export function SyncPage() {
  const { t } = useTranslation();
  useEffect(followSync, []);
  const sync = useSync((ui) => ui.sync);
  const preview = useSync((ui) => ui.preview);
  if (sync === null) return null;
  return (
    <div className="sync">
      <section className="sync-main" aria-label={t('sync.queue')}>
        <QueueHead sync={sync} />
        <Queue />
        {preview !== null && <Preview preview={preview} />}
      </section>
      <aside className="sync-side" aria-label={t('sync.uploads')}>
        <Cloud sync={sync} />
        <WhatGoesUp sync={sync} />
      </aside>
    </div>
  );
}
