import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Refusal, type TermRow } from '../../../../preload/contract.ts';
import { Button } from '../../../components/Button.tsx';
import { useSettings } from '../../../stores/settings.ts';
import { suggestions, wordAt, writtenName } from './condition-draft.ts';

export interface ConditionTextProps {
  readonly text: string;
  readonly terms: readonly TermRow[];
  readonly problem: Refusal | null;
  readonly onText: (text: string) => void;
}

/** The condition as it is typed: names are completed, and what is wrong is marked at its place. */
export function ConditionText({ text, terms, problem, onText }: ConditionTextProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const word = caret === null ? null : wordAt(text, caret);
  const offered = word === null ? [] : suggestions(word.word, terms);

  const write = (from: number, to: number, piece: string): void => {
    onText(text.slice(0, from) + piece + text.slice(to));
    setCaret(null);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + piece.length, from + piece.length);
    });
  };
  const take = (term: TermRow | undefined): void => {
    if (term !== undefined && word !== null && caret !== null) write(word.from, caret, writtenName(term));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (offered.length === 0) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    } else if (event.key === 'Enter' || event.key === 'Tab') take(offered[chosen]);
    else if (event.key === 'Escape') setCaret(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="condition-text">
      <textarea
        ref={field}
        rows={3}
        spellCheck={false}
        value={text}
        aria-label={t('condition.text')}
        aria-invalid={problem !== null}
        aria-controls={`${id}-names`}
        aria-activedescendant={offered.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder={t('condition.example')}
        onChange={(event) => {
          onText(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
        }}
        onKeyDown={onKey}
        onBlur={() => setCaret(null)}
      />
      {offered.length > 0 && (
        <div className="condition-names" role="listbox" id={`${id}-names`} aria-label={t('condition.names')}>
          {offered.map((term, i) => (
            <Name key={writtenName(term)} id={`${id}-${i}`} term={term} isChosen={i === chosen} onTake={() => take(term)} />
          ))}
        </div>
      )}
      {problem !== null && <Place text={text} problem={problem} onWrite={write} />}
    </div>
  );
}

interface NameProps {
  readonly id: string;
  readonly term: TermRow;
  readonly isChosen: boolean;
  readonly onTake: () => void;
}

/** Pressed and not clicked: a click would first take the focus off the text. */
function Name({ id, term, isChosen, onTake }: NameProps) {
  const language = useSettings((settings) => settings.language);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onPointerDown={(event) => {
        event.preventDefault();
        onTake();
      }}
    >
      <code>{writtenName(term)}</code>
      <span>{term[language]}</span>
    </div>
  );
}

interface PlaceProps {
  readonly text: string;
  readonly problem: Refusal;
  readonly onWrite: (from: number, to: number, piece: string) => void;
}

/** The text with the wrong piece marked, and what is most like it to put in its place. */
function Place({ text, problem, onWrite }: PlaceProps) {
  const { t } = useTranslation();
  const { at, found, nearest } = problem.params;
  if (typeof at !== 'number') return null;
  const from = at - 1;
  const to = typeof found === 'string' && text.startsWith(found, from) ? from + found.length : Math.min(text.length, from + 1);
  return (
    <div className="condition-place">
      <code aria-hidden="true">
        {text.slice(0, from)}
        <mark>{text.slice(from, to) || ' '}</mark>
        {text.slice(to)}
      </code>
      {typeof nearest === 'string' && (
        <Button small onClick={() => onWrite(from, to, nearest)}>
          {t('condition.use', { nearest })}
        </Button>
      )}
    </div>
  );
}
