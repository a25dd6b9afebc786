import './Notes.css';
import { type ColDef } from 'ag-grid-community';
import { type TFunction } from 'i18next';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type NoteRow } from '../../../../preload/contract.ts';
import { formatMoment } from '../../../format/time.ts';
import { DataGrid } from '../../../grid/DataGrid.tsx';
import { textColumn } from '../../../grid/columns.tsx';
import { findNotes, foundNotes, useNotes } from '../../../stores/notes.ts';
import { openNoted } from '../../../stores/noted.ts';

/** Every note, found by words, tags, days and what it is about. */
export function NotesTable() {
  const { t } = useTranslation();
  const words = useNotes((state) => state.words);
  const columns = useMemo(() => noteColumns(t), [t]);
  useEffect(() => void findNotes(useNotes.getState().words), []);
  return (
    <div className="notes">
      <input className="note-search" type="search" aria-label={t('notes.search')} placeholder={t('notes.search')} value={words} onChange={({ target }) => void findNotes(target.value)} />
      <DataGrid label={t('notes.title')} store={foundNotes} columns={columns} noRows={t('notes.none')} small onFocus={(note) => void openNoted(note)} />
    </div>
  );
}

function noteColumns(t: TFunction): readonly ColDef<NoteRow>[] {
  return [
    textColumn<NoteRow>(t('review.date'), 96, ({ date }) => date),
    textColumn<NoteRow>(t('notes.about'), 84, ({ kind }) => t(`notes.kind.${kind}`)),
    textColumn<NoteRow>(t('notes.subject'), 176, ({ subject }) => subject),
    textColumn<NoteRow>(t('review.tags'), 110, ({ tags }) => tags.join(' ')),
    { ...textColumn<NoteRow>(t('notes.text'), 240, ({ text }) => text), flex: 1, minWidth: 240 },
    textColumn<NoteRow>(t('notes.by'), 80, ({ by }) => by),
    textColumn<NoteRow>(t('notes.at'), 140, ({ at }) => formatMoment(at)),
  ];
}
