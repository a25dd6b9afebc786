import { CloudUpload } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type SyncStateName } from '../../preload/contract.ts';
import { followStatus, useSync } from '../stores/sync.ts';
import { showPage } from '../stores/ui.ts';

const TONES: Readonly<Partial<Record<SyncStateName, string>>> = { waiting: 'warning', refused: 'stop' };

/** How many items wait to go up; silent where no cloud was named. */
export function SyncPart() {
  const { t } = useTranslation();
  useEffect(followStatus, []);
  const status = useSync((ui) => ui.status);
  if (status === null || status.state === 'off') return null;
  const { state, waiting } = status;
  return (
    <button type="button" className="status-part status-link" title={t(`sync.state.${state}`)} aria-label={`${t('sync.status')} ${t(`sync.state.${state}`)}`} onClick={() => showPage('sync')}>
      <CloudUpload size={14} className={TONES[state] ?? 'muted'} />
      <span className={TONES[state] ?? 'muted'}>{waiting}</span>
    </button>
  );
}
