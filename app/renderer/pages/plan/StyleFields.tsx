import { useTranslation } from 'react-i18next';
import { NumberField } from '../../components/NumberField.tsx';
import { Select } from '../../components/Select.tsx';
import { readPrice } from '../../stores/ticket.ts';
import { type StyleForm, readPercent } from './style-form.ts';

export interface StyleFieldsProps {
  readonly form: StyleForm;
  readonly onChange: (form: StyleForm) => void;
}

/** How a line is worked, with the parameters of the chosen style. */
export function StyleFields({ form, onChange }: StyleFieldsProps) {
  const { t } = useTranslation();
  const auction = form.style === 'callAuction';
  const works = auction ? form.then : form.style;
  return (
    <>
      <Select
        label={t('plan.column.style')}
        value={form.style}
        choices={choices(['callAuction', 'limit', 'bestFive'], form.kept?.style).map((style) => ({
          value: style,
          label: t(`words.style.${style}`),
        }))}
        onChange={(style) => onChange({ ...form, style })}
      />
      {auction && (
        <>
          <PercentField label={t('plan.offset')} text={form.offset} onText={(offset) => onChange({ ...form, offset })} />
          <Select
            label={t('plan.then')}
            value={form.then}
            choices={[
              ...choices(['limit', 'bestFive'], keptThen(form)).map((style) => ({
                value: style,
                label: t(`words.style.${style}`),
              })),
              { value: 'nothing', label: t('plan.styleThenNothing') },
            ]}
            onChange={(then) => onChange({ ...form, then })}
          />
        </>
      )}
      {works === 'limit' && (
        <NumberField
          label={t('plan.limitPrice')}
          placeholder={t('plan.bestOpposite')}
          text={form.limit}
          onText={(limit) => onChange({ ...form, limit })}
          onStep={null}
          problem={form.limit.trim() !== '' && readPrice(form.limit) === null ? t('trade.notAPrice') : null}
        />
      )}
      {works === 'bestFive' && (
        <>
          <PercentField label={t('plan.bound')} text={form.bound} onText={(bound) => onChange({ ...form, bound })} />
          <Select
            label={t('plan.rest')}
            value={form.rest}
            choices={(['cancel', 'limit'] as const).map((rest) => ({ value: rest, label: t(`words.rest.${rest}`) }))}
            onChange={(rest) => onChange({ ...form, rest })}
          />
        </>
      )}
    </>
  );
}

/** The styles that have fields here, and the one that the line has beside them. */
function choices<Name extends string>(usual: readonly Name[], kept: Name | undefined): readonly Name[] {
  return kept === undefined || usual.includes(kept) ? usual : [...usual, kept];
}

function keptThen({ kept }: StyleForm): Exclude<StyleForm['then'], 'nothing'> | undefined {
  return kept?.style === 'callAuction' ? kept.then?.style : undefined;
}

interface PercentFieldProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function PercentField({ label, text, onText }: PercentFieldProps) {
  const { t } = useTranslation();
  const problem = readPercent(text) === null ? t('plan.notAPercent') : null;
  return <NumberField label={label} unit="%" text={text} onText={onText} onStep={null} problem={problem} />;
}
