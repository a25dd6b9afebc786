import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type UploadPreviewRow } from '../../../preload/contract.ts';
import { IconButton } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { formatQuantity } from '../../format/number.ts';
import { useSync } from '../../stores/sync.ts';

/** One item as it goes up: the text in it, or the very message that is signed and sent. */
export function Preview({ preview }: { readonly preview: UploadPreviewRow }) {
  const { t } = useTranslation();
  const asSent = useSync((ui) => ui.asSent);
  const { date, kind, text, body, packed } = preview;
  const shown = asSent ? (body ?? t('sync.noBody')) : text;
  const choices = [
    { value: 'content', label: t('sync.content') },
    { value: 'asSent', label: t('sync.asSent') },
  ] as const;
  return (
    <section className="sync-preview" aria-label={t('sync.preview')}>
      <header className="sync-preview-head">
        <h2>{t('sync.preview')}</h2>
        <span className="muted num">{`${date} · ${t(`sync.kind.${kind}`)}`}</span>
        <Segmented label={t('sync.preview')} value={asSent ? 'asSent' : 'content'} choices={choices} onChange={(value) => useSync.setState({ asSent: value === 'asSent' })} />
        {asSent && body !== null && packed !== null && (
          <span className="faint num">{t('sync.previewBytes', { bytes: formatQuantity(new TextEncoder().encode(body).length), packed: formatQuantity(packed) })}</span>
        )}
        <span className="sync-spring" />
        <IconButton label={t('common.close')} small onClick={() => useSync.setState({ preview: null })}>
          <X size={16} />
        </IconButton>
      </header>
      <pre className="sync-text selectable" data-wrap={asSent}>
        {shown}
      </pre>
    </section>
  );
}
