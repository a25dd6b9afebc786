import { useTranslation } from 'react-i18next';
import { type StatementsRow } from '../../../preload/contract.ts';
import { Select } from '../../components/Select.tsx';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';

export interface MappingWordsProps {
  /** Words of the business that nobody knows. */
  readonly unknown: readonly string[];
  readonly kinds: StatementsRow['kinds'];
  readonly words: Readonly<Record<string, string>>;
  readonly onWords: (words: Record<string, string>) => void;
}

/** What the broker's own words for a business do. */
export function MappingWords({ unknown, kinds, words, onWords }: MappingWordsProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const named = [...new Set([...unknown, ...Object.keys(words)])];
  if (named.length === 0) return null;
  const choices = kinds.map((kind) => ({ value: kind as string, label: wordFor(language, 'rowKind', kind) }));
  return (
    <fieldset className="mapping-words">
      <legend className="field-label">{t('settlement.file.words')}</legend>
      {named.map((word) => (
        <Select key={word} label={word} value={words[word] ?? 'unknown'} choices={choices} onChange={(kind) => onWords({ ...words, [word]: kind })} />
      ))}
    </fieldset>
  );
}
