import { useTranslation } from 'react-i18next';
import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { wordFor } from '../../i18n/refusal.ts';
import { useSettings } from '../../stores/settings.ts';
import { CONTINUOUS, type ContinuousName, type FieldSpec, STYLES, type StyleName, fieldsOf, problemOf } from './style-fields.ts';
import { type StyleForm } from './style-form.ts';

export interface StyleFieldsProps {
  readonly form: StyleForm;
  readonly onChange: (form: StyleForm) => void;
}

/** How a line is worked: the style, what it does, and every parameter with what it is for. */
export function StyleFields({ form, onChange }: StyleFieldsProps) {
  const { t } = useTranslation();
  const auction = form.style === 'callAuction';
  return (
    <>
      <Select
        label={t('plan.column.style')}
        value={form.style}
        choices={STYLES.map((style) => ({ value: style, label: t(`words.style.${style}`) }))}
        hint={t(`style.help.${form.style}`)}
        onChange={(style) => onChange({ ...form, style })}
      />
      <Parameters style={form.style} form={form} onChange={onChange} />
      {auction && <Then form={form} onChange={onChange} />}
    </>
  );
}

/** What works the rest after the opening auction, with its own parameters. */
function Then({ form, onChange }: StyleFieldsProps) {
  const { t } = useTranslation();
  const choices: readonly StyleForm['then'][] = [...CONTINUOUS, 'nothing'];
  const label = (style: StyleForm['then']): string =>
    style === 'nothing' ? t('plan.styleThenNothing') : t(`words.style.${style}`);
  return (
    <>
      <Select
        label={t('plan.then')}
        value={form.then}
        choices={choices.map((style) => ({ value: style, label: label(style) }))}
        hint={form.then === 'nothing' ? t('style.help.nothing') : t(`style.help.${form.then}`)}
        onChange={(then) => onChange({ ...form, then })}
      />
      {form.then !== 'nothing' && <Parameters<ContinuousName> style={form.then} form={form} onChange={onChange} />}
    </>
  );
}

interface ParametersProps<Name extends StyleName> extends StyleFieldsProps {
  readonly style: Name;
}

function Parameters<Name extends StyleName>({ style, form, onChange }: ParametersProps<Name>) {
  const texts = form.texts[style];
  const set = (name: string, text: string): void =>
    onChange({ ...form, texts: { ...form.texts, [style]: { ...texts, [name]: text } } });
  return (
    <div className="style-fields">
      {fieldsOf(style, texts).map((field) => (
        <Field key={field.name} field={field} text={texts[field.name] ?? ''} onText={(text) => set(field.name, text)} />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly field: FieldSpec;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Field({ field, text, onText }: FieldProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const label = t(`style.field.${field.name}`);
  const hint = t(`style.hint.${field.name}`);
  if (field.kind === 'choice') {
    const choices = field.choices.map((value) => ({ value, label: wordFor(language, field.words, value) }));
    return <Select label={label} value={text} choices={choices} hint={hint} onChange={onText} />;
  }
  const problem = problemOf(field, text);
  return (
    <NumberField
      label={label}
      text={text}
      hint={hint}
      {...(field.kind === 'text' || field.unit === undefined ? {} : { unit: t(`style.unit.${field.unit}`) })}
      placeholder={field.kind === 'number' && field.optional === true ? t('style.optional') : ''}
      onText={onText}
      onStep={null}
      problem={problem === null ? null : t(`style.problem.${problem}`)}
    />
  );
}
