import { type TFunction } from 'i18next';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '../../../../core/kernel/decimal.ts';
import { type PositionRow } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Section } from '../../components/Panel.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Select } from '../../components/Select.tsx';
import { wordFor } from '../../i18n/refusal.ts';
import { useRowsValue } from '../../stores/rows.ts';
import { useSettings } from '../../stores/settings.ts';
import { positions } from '../../stores/terminal.ts';
import { armWatch } from '../../stores/watches.ts';

const WATCHES = ['stopLoss', 'trailingStop', 'takeProfit', 'timeStop'] as const;
type Watch = (typeof WATCHES)[number];
const ACTIONS = ['alert', 'propose', 'act'] as const;
type Action = (typeof ACTIONS)[number];

/** A percentage has six decimals as a rate of 1e-8. */
const PERCENT_SCALE = 6;
const MOST_PERCENT = 100_000_000;
const MOST_SESSIONS = 1_000;
const EXECUTION = 'bestFive';

type Scope = 'instrument' | 'strategy' | 'account';

/** What one watch looks at; `of` is empty for the account. */
interface Target {
  readonly scope: Scope;
  readonly of: string;
}

/** What can be watched now: each holding, each strategy that holds something, and the account; as one text. */
function targetKeys(rows: ReadonlyMap<string, PositionRow>): string {
  const held = [...rows.values()].filter(({ quantity }) => quantity > 0);
  const strategies = new Set(held.flatMap(({ lots }) => lots.map(({ strategyId }) => strategyId)));
  const targets = [...held.map(({ instrument }) => `instrument/${instrument}`), ...[...strategies].map((id) => `strategy/${id}`)];
  return held.length === 0 ? '' : [...targets, 'account/'].join('\n');
}

function targetOf(key: string): Target {
  const at = key.indexOf('/');
  return { scope: key.slice(0, at) as Scope, of: key.slice(at + 1) };
}

function labelOf({ scope, of }: Target, t: TFunction): string {
  const name = scope === 'instrument' ? (positions.get(of)?.name ?? '') : t(`watch.scopes.${scope}`);
  return `${name} ${of}`.trim();
}

/** Null while what is typed is no limit. */
function limitOf(watch: Watch, text: string): number | null {
  const [scale, most] = watch === 'timeStop' ? [0, MOST_SESSIONS] : [PERCENT_SCALE, MOST_PERCENT];
  const parsed = parseDecimal(text.trim(), scale);
  return parsed.ok && parsed.value > 0 && parsed.value <= most ? parsed.value : null;
}

/** Sets a watch for one holding, one strategy or the account, whatever the policy says of it. */
export function WatchForm() {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const keys = useRowsValue(positions, targetKeys).split('\n').filter((key) => key !== '');
  const [chosen, setChosen] = useState<string | null>(null);
  const [watch, setWatch] = useState<Watch>('stopLoss');
  const [text, setText] = useState('8');
  const [action, setAction] = useState<Action>('propose');
  const key = keys.find((one) => one === chosen) ?? keys[0];
  const at = limitOf(watch, text);
  if (key === undefined) return null;
  const { scope, of } = targetOf(key);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (at !== null) void armWatch({ watch, scope, of }, { at, rearm: null, action, execution: EXECUTION });
  };
  const step = (steps: number): void => setText(String(Math.max(1, Math.round(Number(text) || 0) + steps)));

  return (
    <Section title={t('watch.form')}>
      <form className="watch-form" onSubmit={submit}>
        <Select
          label={t('watch.of')}
          value={key}
          choices={keys.map((value) => ({ value, label: labelOf(targetOf(value), t) }))}
          onChange={setChosen}
        />
        <Select
          label={t('watch.watch')}
          value={watch}
          choices={WATCHES.map((value) => ({ value, label: wordFor(language, 'watch', value) }))}
          hint={t(scope === 'instrument' ? `watch.meaning.${watch}` : `watch.meaningOfMany.${watch}`)}
          onChange={setWatch}
        />
        <NumberField
          label={t('watch.at')}
          text={text}
          unit={watch === 'timeStop' ? t('watch.sessions') : '%'}
          problem={at === null ? t('watch.badLimit') : null}
          onText={setText}
          onStep={step}
        />
        <Segmented
          label={t('watch.action')}
          value={action}
          wide
          choices={ACTIONS.map((value) => ({ value, label: t(`watch.actions.${value}`) }))}
          onChange={setAction}
        />
        <p className="muted">{t(`watch.actionNote.${action}`)}</p>
        <Button submit tone="primary" disabled={at === null}>
          {t('watch.arm')}
        </Button>
      </form>
    </Section>
  );
}
