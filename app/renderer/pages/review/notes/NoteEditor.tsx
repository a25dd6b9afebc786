import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type NoteRow } from '../../../../preload/contract.ts';
import { Button } from '../../../components/Button.tsx';
import { Section } from '../../../components/Panel.tsx';
import { formatMoment } from '../../../format/time.ts';
import { type NoteSubject, keepNote, keyOfNote, versionsOf } from '../../../stores/notes.ts';

/** What the trader writes down of a day, a line or a round trip; earlier versions stay to be read. */
export function NoteEditor({ about }: { readonly about: NoteSubject }) {
  const { t } = useTranslation();
  const [versions, setVersions] = useState<readonly NoteRow[] | null>(null);
  const key = keyOfNote(about);
  useEffect(() => {
    setVersions(null);
    let left = false;
    void versionsOf(about).then((read) => left || setVersions(read));
    return () => {
      left = true;
    };
    // The key says all of what it is about; the object is another one each time.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  if (versions === null) return null;
  return (
    <Section title={t('notes.title')}>
      <Fields key={key} about={about} last={versions[0]} onKept={() => void versionsOf(about).then(setVersions)} />
      {versions.length > 1 && <Versions versions={versions.slice(1)} />}
    </Section>
  );
}

interface FieldsProps {
  readonly about: NoteSubject;
  readonly last: NoteRow | undefined;
  readonly onKept: () => void;
}

function Fields({ about, last, onKept }: FieldsProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(last?.text ?? '');
  const [tags, setTags] = useState(last?.tags.join(' ') ?? '');
  const save = async (): Promise<void> => {
    if (await keepNote(about, text, tags.split(/\s+/).filter((tag) => tag !== ''))) onKept();
  };
  return (
    <>
      <textarea className="note-field" aria-label={t('notes.text')} rows={4} maxLength={4_000} value={text} onChange={({ target }) => setText(target.value)} />
      <input className="note-field" aria-label={t('notes.tags')} placeholder={t('notes.tags')} value={tags} onChange={({ target }) => setTags(target.value)} />
      <Button small onClick={() => void save()}>
        {t('notes.save')}
      </Button>
    </>
  );
}

function Versions({ versions }: { readonly versions: readonly NoteRow[] }) {
  const { t } = useTranslation();
  return (
    <details className="note-versions">
      <summary className="muted">{t('notes.earlier', { count: versions.length })}</summary>
      <ol>
        {versions.map(({ at, by, text, tags }) => (
          <li key={at}>
            <span className="faint">{`${formatMoment(at)} ${by} ${tags.join(' ')}`}</span>
            <p className="selectable">{text}</p>
          </li>
        ))}
      </ol>
    </details>
  );
}
