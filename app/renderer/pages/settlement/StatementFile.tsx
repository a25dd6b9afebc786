import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type StatementColumnRow, type StatementFileRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button, IconButton } from '../../components/Button.tsx';
import { useDescribe, wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { dropStatement, nameColumns } from '../../stores/statements.ts';

/** Most remarks that are listed; the others are counted. */
const MOST_SHOWN = 20;

interface FileProps {
  readonly file: StatementFileRow;
}

/** A broker's file before it is compared: what it is, how its rows are accounted for, and what does not add up. */
export function StatementFile({ file }: FileProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const { name, problem, columns, unknownWords } = file;
  return (
    <li className="settle-file">
      <header>
        <strong className="ellipsis" title={name}>
          {name}
        </strong>
        <IconButton label={t('settlement.file.remove', { name })} small onClick={() => void dropStatement(name)}>
          <X size={14} />
        </IconButton>
      </header>
      {problem === null ? <Reading file={file} /> : <p className="warning selectable">{describe(problem)}</p>}
      {columns.length > 0 && (problem !== null || unknownWords.length > 0) && (
        <Button small onClick={() => nameColumns(file)}>
          {t('settlement.file.mapping')}
        </Button>
      )}
      {columns.length > 0 && <Columns columns={columns} />}
    </li>
  );
}

function Reading({ file: { kind, broker, rows, kinds, cash, remarks } }: FileProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const language = useSettings((settings) => settings.language);
  const check = cash?.state ?? 'notStated';
  return (
    <>
      <p>
        {kind !== null && <Badge tone="accent">{wordFor(language, 'statementKind', kind)}</Badge>}{' '}
        {broker !== null && <Badge tone="quiet">{wordFor(language, 'statementBroker', broker)}</Badge>}{' '}
        <Badge tone={check === 'gaps' ? 'warning' : 'quiet'}>{wordFor(language, 'cashCheck', check)}</Badge>
      </p>
      <p>
        {t('settlement.file.rowsCount', { rows })}
        <span className="muted">{kinds.map((one) => ` · ${wordFor(language, 'rowKind', one.kind)} ${one.count}`).join('')}</span>
      </p>
      {remarks.slice(0, MOST_SHOWN).map((remark) => (
        <p key={JSON.stringify(remark)} className="warning selectable">
          {describe(remark)}
        </p>
      ))}
      {remarks.length > MOST_SHOWN && <p className="muted">{t('settlement.file.otherRemarks', { count: remarks.length - MOST_SHOWN })}</p>}
    </>
  );
}

function Columns({ columns }: { readonly columns: readonly StatementColumnRow[] }) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  return (
    <details>
      <summary className="muted">{t('settlement.file.columns')}</summary>
      <table className="settle-columns">
        <tbody>
          {columns.map(({ heading, field, samples }, at) => (
            <tr key={at}>
              <th scope="row">{heading}</th>
              <td className={field === null ? 'faint' : ''}>{field === null ? t('settlement.file.nothing') : wordFor(language, 'statementField', field)}</td>
              <td className="muted selectable">{samples[0] ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
