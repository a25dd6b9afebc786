import './ScriptsPage.css';
import { FileCode } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Refusal, type ScriptRow } from '../../../preload/contract.ts';
import { Badge } from '../../components/Badge.tsx';
import { Button } from '../../components/Button.tsx';
import { Empty } from '../../components/Empty.tsx';
import { useDescribe } from '../../i18n/refusal.ts';
import { checkNow, editDraft, isChanged, newScript, openScript, readScripts, saveDraft, savedScript, useScripts } from '../../stores/scripts.ts';
import { CodeEditor, type Mark } from './CodeEditor.tsx';
import { EXAMPLES, exampleText } from './examples.ts';
import { TrialPanel } from './TrialPanel.tsx';

/** 脚本: the trader's own styles and conditions, written, tried and mended. */
export function ScriptsPage() {
  const open = useScripts((state) => state.open);
  useEffect(() => void readScripts(), []);
  return (
    <div className="scripts">
      <ScriptList />
      {open === null ? <NoScript /> : <Editor name={open} />}
      {open !== null && <TrialPanel />}
    </div>
  );
}

function NoScript() {
  const { t } = useTranslation();
  return <Empty icon={<FileCode size={32} />} title={t('scripts.none')} text={t('scripts.noneText')} />;
}

function ScriptList() {
  const { t } = useTranslation();
  const scripts = useScripts((state) => state.scripts);
  const open = useScripts((state) => state.open);
  return (
    <nav className="script-list" aria-label={t('scripts.list')}>
      {scripts.map((script) => (
        <button key={script.name} type="button" className="script-item" aria-current={script.name === open ? 'true' : undefined} onClick={() => openScript(script)}>
          <span className="script-name">{script.name}</span>
          <ScriptState script={script} />
        </button>
      ))}
      <h3>{t('scripts.new')}</h3>
      {EXAMPLES.map((name) => (
        <Button key={name} small tone="quiet" onClick={() => newScript(name, exampleText(name))}>
          {t(`scripts.example.${name}`)}
        </Button>
      ))}
    </nav>
  );
}

function ScriptState({ script: { stopped, triedOn, lines } }: { readonly script: ScriptRow }) {
  const { t } = useTranslation();
  if (stopped !== null) return <Badge tone="stop">{t('scripts.stopped')}</Badge>;
  if (triedOn === null) return <Badge tone="warning">{t('scripts.untried')}</Badge>;
  return <Badge tone={lines > 0 ? 'accent' : 'quiet'}>{lines > 0 ? t('scripts.inUse', { count: lines }) : t('scripts.tried')}</Badge>;
}

function Editor({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const describe = useDescribe();
  const state = useScripts();
  const stopped = savedScript(state)?.stopped ?? null;
  const trouble = state.trial?.stopped ?? state.problem ?? state.found ?? stopped;
  const mark = useMemo(() => markOf(trouble), [trouble]);
  return (
    <section className="script-editor" aria-label={name}>
      <header className="script-head">
        <h2>{name}</h2>
        {isChanged(state) && <Badge tone="warning">{t('scripts.changed')}</Badge>}
        <Button small onClick={() => void checkNow()}>
          {t('scripts.check')}
        </Button>
        <Button small disabled={state.busy || !isChanged(state)} onClick={() => void saveDraft()}>
          {t('scripts.save')}
        </Button>
      </header>
      {stopped !== null && <p className="script-problem" role="alert">{describe(stopped)}</p>}
      <CodeEditor key={name} label={t('scripts.editor')} text={state.draft} mark={mark} onText={editDraft} />
    </section>
  );
}

/** Where in the text a script was stopped, when that is known. */
function markOf(trouble: Refusal | null): Mark | null {
  const { line = null, column = null, message = '' } = trouble?.params ?? {};
  if (typeof line !== 'number') return null;
  return { line, column: typeof column === 'number' ? column : null, message: String(message) };
}
