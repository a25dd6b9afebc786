import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type StatementFileRow, type StatementsRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useDescribe, wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { type Mapping, checkMapping, nameColumns, saveMapping } from '../../stores/statements.ts';
import { MappingColumns } from './MappingColumns.tsx';
import { MappingWords } from './MappingWords.tsx';

const close = (): void => nameColumns(null);
const BROKER = /^[\p{L}\p{N}_-]{1,40}$/u;
/** Stands for the broker in a preview before it is named. */
const NAMELESS = 'preview';

export interface MappingDialogProps {
  /** The file as it is read without what is said here. */
  readonly file: StatementFileRow;
  readonly statements: StatementsRow;
}

/** What the columns and words of an unknown broker mean, with what comes of it before it is kept. */
export function MappingDialog({ file, statements: { fields, kinds } }: MappingDialogProps) {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState<Mapping>({ broker: file.broker ?? '', headings: {}, words: {} });
  const [reading, setReading] = useState(file);
  useEffect(() => {
    let current = true;
    const draft = { ...mapping, broker: BROKER.test(mapping.broker) ? mapping.broker : NAMELESS };
    void checkMapping(file.name, draft).then((row) => {
      if (current && row !== null) setReading(row);
    });
    return () => {
      current = false;
    };
  }, [file.name, mapping]);
  const said = Object.keys(mapping.headings).length + Object.keys(mapping.words).length;
  const complete = BROKER.test(mapping.broker) && said > 0 && reading.problem === null;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (complete) void saveMapping(mapping);
  };
  return (
    <Dialog title={t('settlement.file.mappingTitle', { file: file.name })} onClose={close}>
      <form className="mapping-form" onSubmit={submit}>
        <p className="muted">{t('settlement.file.mappingNote')}</p>
        <label className="trading-reason">
          <span className="field-label">{t('settlement.file.broker')}</span>
          <input
            data-autofocus
            value={mapping.broker}
            maxLength={40}
            autoComplete="off"
            placeholder={t('settlement.file.brokerNote')}
            onChange={({ target }) => setMapping({ ...mapping, broker: target.value.trim() })}
          />
        </label>
        <MappingColumns columns={file.columns} fields={fields} headings={mapping.headings} onHeadings={(headings) => setMapping({ ...mapping, headings })} />
        <MappingWords unknown={[...new Set([...file.unknownWords, ...reading.unknownWords])]} kinds={kinds} words={mapping.words} onWords={(words) => setMapping({ ...mapping, words })} />
        <Outcome reading={reading} />
        <footer className="trading-actions">
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button submit tone="primary" disabled={!complete}>
            {t('settlement.file.saveMapping')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** What is needed still, or what the file says when it is read like this. */
function Outcome({ reading: { problem, missing, rows, kinds } }: { readonly reading: StatementFileRow }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const language = useSettings((settings) => settings.language);
  if (missing.length > 0) {
    const needed = missing.map((any) => any.map((field) => wordFor(language, 'statementField', field)).join(t('settlement.file.or')));
    return (
      <p className="warning" role="status">
        {t('settlement.file.mappingNeeds', { fields: needed.join(' · ') })}
      </p>
    );
  }
  if (problem !== null) return <p className="warning selectable" role="status">{describe(problem)}</p>;
  return (
    <p role="status">
      {t('settlement.file.mappingComplete', { rows })}
      <span className="muted">{kinds.map((one) => ` · ${wordFor(language, 'rowKind', one.kind)} ${one.count}`).join('')}</span>
    </p>
  );
}
