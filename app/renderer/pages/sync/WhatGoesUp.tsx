import { Eye } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type SyncRow, type UploadKind } from '../../../preload/contract.ts';
import { UPLOAD_KINDS } from '../../../preload/sync-rows.ts';
import { IconButton } from '../../components/Button.tsx';
import { Section } from '../../components/Panel.tsx';
import { Select } from '../../components/Select.tsx';
import { previewUpload, setUploads, uploadFrom } from '../../stores/sync.ts';

/** What of each day goes up, from which day on, and a look at any of it beforehand. */
export function WhatGoesUp({ sync }: { readonly sync: SyncRow }) {
  const { t } = useTranslation();
  const { kinds, days, from } = sync;
  const latest = days.at(-1);
  const choices = days.toReversed().map((date) => ({ value: date, label: date }));
  const toggle = (kind: UploadKind, on: boolean): void => {
    void setUploads({ kinds: UPLOAD_KINDS.filter((one) => (one === kind ? on : kinds.includes(one))) });
  };
  return (
    <>
      <Section title={t('sync.what')}>
        <ul className="sync-kinds" aria-label={t('sync.what')}>
          {UPLOAD_KINDS.map((kind) => (
            <li key={kind}>
              <label className="sync-kind">
                <input type="checkbox" checked={kinds.includes(kind)} onChange={({ target }) => toggle(kind, target.checked)} />
                {t(`sync.kind.${kind}`)}
              </label>
              {latest !== undefined && (
                <IconButton label={t('sync.previewOf', { kind: t(`sync.kind.${kind}`) })} small onClick={() => void previewUpload(latest, kind)}>
                  <Eye size={14} />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
        <p className="faint">{t('sync.whatNote')}</p>
      </Section>
      <Section title={t('sync.from')}>
        {latest === undefined ? (
          <p className="faint">{t('sync.noDays')}</p>
        ) : (
          <Select label={t('sync.date')} value={from ?? latest} choices={choices} hint={t('sync.fromNote')} onChange={(date) => void uploadFrom(date)} />
        )}
      </Section>
    </>
  );
}
