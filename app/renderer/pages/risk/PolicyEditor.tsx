import './PolicyEditor.css';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type PolicyCheckRow, type Severity } from '../../../preload/contract.ts';
import { Button } from '../../components/Button.tsx';
import { NumberField } from '../../components/NumberField.tsx';
import { Section } from '../../components/Panel.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { Select } from '../../components/Select.tsx';
import { useDescribe, wordFor } from '../../i18n/refusal.ts';
import { closePolicy, exportPolicy, importPolicy, switchPart, takePolicy, typePolicy, usePolicy } from '../../stores/policy.ts';
import { BOARDS, type FieldKind, GENERAL_FIELDS, type PolicyDraft, RULE_FIELDS, WATCH_FIELDS } from '../../stores/policy-draft.ts';
import { useSettings } from '../../stores/settings.ts';

type WatchName = keyof typeof WATCH_FIELDS;
type WatchScope = (typeof WATCH_FIELDS)[WatchName]['scopes'][number];
const WATCHES = Object.keys(WATCH_FIELDS) as readonly WatchName[];
const ACTIONS = ['alert', 'propose', 'act'] as const;
const TEMPLATES = ['cautious', 'balanced', 'own'] as const;

/** The policy as a form: every rule with its settings, what is wrong with one beside it. */
export function PolicyEditor({ draft }: { readonly draft: PolicyDraft }) {
  const { t } = useTranslation();
  const template = TEMPLATES.find((name) => name === draft.template) ?? 'own';
  return (
    <section className="risk-policy" aria-label={t('policy.edit')}>
      <header className="risk-head">
        <h2>{t('policy.edit')}</h2>
        <Segmented
          label={t('policy.template')}
          value={template}
          choices={TEMPLATES.map((value) => ({ value, label: t(`risk.template.${value}`) }))}
          onChange={(name) => takeTemplate(name)}
        />
        <span className="policy-actions">
          <Button small onClick={() => void importPolicy()}>
            {t('policy.import')}
          </Button>
          <Button small onClick={() => void exportPolicy()}>
            {t('policy.export')}
          </Button>
          <Button small onClick={closePolicy}>
            {t('common.cancel')}
          </Button>
        </span>
      </header>
      <FileProblem />
      <Section title={t('policy.general')}>
        <div className="policy-fields">
          {Object.entries(GENERAL_FIELDS).map(([path, kind]) => (
            <Field key={path} path={path} kind={kind} label={t(`policy.fields.${lastOf(path)}` as 'policy.fields.most')} draft={draft} />
          ))}
        </div>
      </Section>
      <Section title={t('policy.rules')}>
        {Object.entries(RULE_FIELDS).map(([rule, fields]) => (
          <RuleForm key={rule} rule={rule} fields={fields} draft={draft} />
        ))}
      </Section>
      <Section title={t('watch.title')}>
        {WATCHES.flatMap((watch) =>
          WATCH_FIELDS[watch].scopes.map((scope) => <WatchRule key={`${watch} ${scope}`} watch={watch} scope={scope} draft={draft} />),
        )}
      </Section>
    </section>
  );
}

function takeTemplate(name: (typeof TEMPLATES)[number]): void {
  const policy = usePolicy.getState().held?.templates[name];
  if (policy !== undefined) takePolicy(policy);
}

function lastOf(path: string): string {
  return path.split('.').at(-1) ?? path;
}

function FileProblem() {
  const describe = useDescribe();
  const problem = usePolicy((ui) => ui.fileProblem);
  if (problem === null) return null;
  return (
    <p className="warning" role="alert">
      {String(problem.params['file'] ?? '')} {String(problem.params['field'] ?? '')} {describe(problem)}
    </p>
  );
}

interface RuleFormProps {
  readonly rule: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly draft: PolicyDraft;
}

function RuleForm({ rule, fields, draft }: RuleFormProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  return (
    <Part path={`rules.${rule}`} name={wordFor(language, 'rule', rule)} draft={draft}>
      {Object.entries(fields).map(([field, kind]) => (
        <Field key={field} path={`rules.${rule}.${field}`} kind={kind} label={t(`policy.fields.${field}` as 'policy.fields.most')} draft={draft} />
      ))}
      <SeverityField rule={rule} draft={draft} />
    </Part>
  );
}

interface WatchRuleProps {
  readonly watch: WatchName;
  readonly scope: WatchScope;
  readonly draft: PolicyDraft;
}

/** A watch of every holding, of every strategy, of the account or of the market. */
function WatchRule({ watch, scope, draft }: WatchRuleProps) {
  const { t } = useTranslation();
  const language = useSettings((settings) => settings.language);
  const path = `watch.${watch}.${scope}`;
  const { fields } = WATCH_FIELDS[watch];
  const action = ACTIONS.find((one) => one === draft.texts[`${path}.action`]) ?? 'alert';
  return (
    <Part path={path} name={`${wordFor(language, 'watch', watch)} · ${t(`watch.scopes.${scope}`)}`} draft={draft}>
      <Field path={`${path}.at`} kind={fields.at} label={t('watch.at')} draft={draft} />
      <Field path={`${path}.rearm`} kind={fields.rearm} label={t('policy.fields.rearm')} draft={draft} />
      <Select
        label={t('watch.action')}
        value={action}
        choices={ACTIONS.map((value) => ({ value, label: t(`watch.actions.${value}`) }))}
        onChange={(value) => typePolicy(`${path}.action`, value)}
      />
    </Part>
  );
}

interface PartProps {
  readonly path: string;
  readonly name: string;
  readonly draft: PolicyDraft;
  readonly children: ReactNode;
}

/** Something that is on or off as a whole; its settings while it is on. */
function Part({ path, name, draft, children }: PartProps) {
  const on = draft.on.has(path);
  return (
    <fieldset className="policy-rule">
      <legend className="visually-hidden">{name}</legend>
      <label className="policy-switch">
        <input type="checkbox" checked={on} onChange={(event) => switchPart(path, event.target.checked)} />
        {name}
      </label>
      {on && <div className="policy-fields">{children}</div>}
    </fieldset>
  );
}

function SeverityField({ rule, draft }: Pick<RuleFormProps, 'rule' | 'draft'>) {
  const { t } = useTranslation();
  const choices = usePolicy((ui) => ui.held?.severities[rule]) ?? [];
  const path = `rules.${rule}.severity`;
  const value = choices.find((severity) => severity === draft.texts[path]) ?? choices[0];
  if (value === undefined) return null;
  return (
    <Select<Severity>
      label={t('risk.severity')}
      value={value}
      choices={choices.map((severity) => ({ value: severity, label: t(`risk.severities.${severity}`) }))}
      onChange={(severity) => typePolicy(path, severity)}
    />
  );
}

interface FieldProps {
  readonly path: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly draft: PolicyDraft;
}

const UNITS = { percent: 'policy.units.percent', money: 'common.yuan', shares: 'common.shares', seconds: 'policy.units.seconds' } as const;

function Field({ path, kind, label, draft }: FieldProps) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const check = usePolicy((ui) => ui.check);
  const text = draft.texts[path] ?? '';
  const problem = problemAt(check, path);
  if (kind === 'flag') return <Flag label={label} on={text === 'true'} onChange={(on) => typePolicy(path, String(on))} />;
  if (kind === 'boards') return <Boards label={label} path={path} text={text} />;
  return (
    <NumberField
      label={label}
      text={text}
      onText={(typed) => typePolicy(path, typed)}
      onStep={null}
      problem={problem === null ? null : describe(problem)}
      {...(kind in UNITS ? { unit: t(UNITS[kind as keyof typeof UNITS]) } : {})}
      {...(kind === 'list' ? { placeholder: t('policy.listNote') } : {})}
    />
  );
}

function problemAt(check: PolicyCheckRow | null, path: string): PolicyCheckRow['problems'][number] | null {
  return check?.problems.find(({ params }) => String(params['field'] ?? '').startsWith(path)) ?? null;
}

interface FlagProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Flag({ label, on, onChange }: FlagProps) {
  return (
    <label className="policy-flag">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}

function Boards({ label, path, text }: { readonly label: string; readonly path: string; readonly text: string }) {
  const { t } = useTranslation();
  const chosen = new Set(text.split(', '));
  const toggle = (board: string, on: boolean): void =>
    typePolicy(path, BOARDS.filter((one) => (one === board ? on : chosen.has(one))).join(', '));
  return (
    <div className="policy-boards" role="group" aria-label={label}>
      <span className="field-label">{label}</span>
      {BOARDS.map((board) => (
        <Flag key={board} label={t(`words.board.${board}`)} on={chosen.has(board)} onChange={(on) => toggle(board, on)} />
      ))}
    </div>
  );
}
