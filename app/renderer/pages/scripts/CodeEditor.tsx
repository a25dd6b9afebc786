import { autocompletion, closeBrackets, completeFromList } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript';
import { HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { bridge } from '../../stores/bridge.ts';
import { interfaceWords } from './interface-words.ts';

/** Where something is wrong. Lines and columns count from 1. */
export interface Mark {
  readonly line: number;
  readonly column: number | null;
  readonly message: string;
}

export interface CodeEditorProps {
  readonly label: string;
  readonly text: string;
  readonly mark: Mark | null;
  /** The same function at each drawing. */
  readonly onText: (text: string) => void;
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword], color: 'var(--text-accent)' },
  { tag: [tags.string, tags.number, tags.bool, tags.null], color: 'var(--text-warning)' },
  { tag: [tags.comment], color: 'var(--text-faint)' },
  { tag: [tags.typeName], color: 'var(--text-green)' },
]);

const EXTENSIONS = [
  lineNumbers(),
  history(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  highlightActiveLine(),
  autocompletion(),
  javascript({ typescript: true }),
  javascriptLanguage.data.of({ autocomplete: completeFromList(interfaceWords()) }),
  syntaxHighlighting(COLOURS),
  // Tab leaves the editor after Escape, as CodeMirror documents for the keyboard.
  keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
];

/** A TypeScript editor that completes what scripts may see and marks where one was stopped. */
export function CodeEditor({ label, text, mark, onText }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);

  useEffect(() => {
    if (place.current === null) return undefined;
    const listener = EditorView.updateListener.of((update) => {
      if (update.docChanged) onText(update.state.doc.toString());
    });
    const named = EditorView.contentAttributes.of({ 'aria-label': label });
    const extensions = [EXTENSIONS, EditorView.cspNonce.of(bridge().styleNonce), listener, named];
    view.current = new EditorView({ parent: place.current, state: EditorState.create({ extensions }) });
    return () => view.current?.destroy();
  }, [label, onText]);

  useEffect(() => {
    const { current } = view;
    if (current === null || current.state.doc.toString() === text) return;
    current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: text } });
  }, [text, label]);

  useEffect(() => {
    const { current } = view;
    if (current !== null) current.dispatch(setDiagnostics(current.state, mark === null ? [] : [diagnostic(current.state, mark)]));
  }, [mark, label]);

  return <div className="code-editor" ref={place} />;
}

function diagnostic({ doc }: EditorState, { line, column, message }: Mark): Diagnostic {
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
  const start = Math.min(to, from + Math.max(0, (column ?? 1) - 1));
  return { from: start, to, severity: 'error', message };
}
