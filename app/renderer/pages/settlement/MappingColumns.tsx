import { useTranslation } from 'react-i18next';
import { type StatementColumnRow } from '../../../preload/contract.ts';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';

export interface MappingColumnsProps {
  readonly columns: readonly StatementColumnRow[];
  /** Everything that a column can be. */
  readonly fields: readonly string[];
  readonly headings: Readonly<Record<string, string>>;
  readonly onHeadings: (headings: Record<string, string>) => void;
}

/** Each heading of the file with what stands below it, and what it means. */
export function MappingColumns({ columns, fields, headings, onHeadings }: MappingColumnsProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const choose = (heading: string, field: string): void => {
    const { [heading]: _, ...others } = headings;
    onHeadings(field === '' ? others : { ...others, [heading]: field });
  };
  return (
    <div className="mapping-columns">
      <table className="settle-table" aria-label={t('settlement.file.columns')}>
        <thead>
          <tr>
            <th scope="col">{t('settlement.file.heading')}</th>
            <th scope="col">{t('settlement.file.field')}</th>
            <th scope="col">{t('settlement.file.samples')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ heading, field, samples }) => (
            <tr key={heading} data-known={field !== null}>
              <th scope="row">{heading}</th>
              <td>
                <span className="select-box">
                  <select aria-label={heading} value={headings[heading] ?? ''} onChange={({ target }) => choose(heading, target.value)}>
                    <option value="">
                      {field === null ? t('settlement.file.nothing') : t('settlement.file.automatic', { field: wordFor(language, 'statementField', field) })}
                    </option>
                    {fields.map((one) => (
                      <option key={one} value={one}>
                        {wordFor(language, 'statementField', one)}
                      </option>
                    ))}
                  </select>
                </span>
              </td>
              <td className="muted selectable">{samples.filter((sample) => sample !== '').join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
