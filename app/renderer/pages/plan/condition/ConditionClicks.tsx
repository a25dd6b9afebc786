import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ConditionCheckRow, type ConditionNodeRow, type TermRow } from '../../../../preload/contract.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import { Segmented } from '../../../components/Segmented.tsx';
import { LeafFields } from './LeafFields.tsx';
import { type Group, type Wrapped, asGroup, emptyGroup, leafOf, textOf, withNode } from './condition-draft.ts';

export interface ConditionClicksProps {
  readonly text: string;
  readonly check: ConditionCheckRow | null;
  readonly terms: readonly TermRow[];
  readonly onText: (text: string) => void;
}

/** The condition as it is put together by clicking. */
export function ConditionClicks({ text, check, terms, onText }: ConditionClicksProps) {
  const { t } = useTranslation();
  const [clicked, setClicked] = useState<Group | null>(null);
  const group = clicked ?? openingGroup(text, check);
  if (group === null) return check === null ? null : <p className="field-hint">{t('condition.mendFirst')}</p>;
  const change = (changed: Group): void => {
    setClicked(changed);
    onText(changed.nodes.length === 0 ? '' : textOf(changed));
  };
  return <GroupFields group={group} terms={terms} onChange={change} />;
}

/** What stands there before the first click; null while it is not known, or where the text is wrong. */
function openingGroup(text: string, check: ConditionCheckRow | null): Group | null {
  if (text.trim() === '') return asGroup(null);
  return check?.ok === true ? asGroup(check.node) : null;
}

interface GroupFieldsProps {
  readonly group: Group;
  readonly terms: readonly TermRow[];
  readonly onChange: (group: Group) => void;
}

function GroupFields({ group, terms, onChange }: GroupFieldsProps) {
  const { t } = useTranslation();
  const [firstTerm] = terms;
  const add = (node: ConditionNodeRow): void => onChange({ ...group, nodes: [...group.nodes, node] });
  return (
    <div className="condition-group">
      {group.nodes.length > 1 && (
        <Segmented
          label={t('condition.join')}
          value={group.join}
          choices={[
            { value: 'and', label: t('condition.all') },
            { value: 'or', label: t('condition.any') },
          ]}
          onChange={(join) => onChange({ ...group, join })}
        />
      )}
      {group.nodes.map((node, i) => (
        <NodeFields key={i} node={node} terms={terms} onChange={(changed) => onChange(withNode(group, i, changed))} />
      ))}
      {firstTerm !== undefined && (
        <div className="condition-adds">
          <Button small onClick={() => add(leafOf(firstTerm, null, terms))}>
            <Plus size={12} />
            {t('condition.add')}
          </Button>
          <Button small onClick={() => add({ ...emptyGroup(group.join === 'and' ? 'or' : 'and'), nodes: [leafOf(firstTerm, null, terms)] })}>
            <Plus size={12} />
            {t('condition.addGroup')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface NodeFieldsProps {
  readonly node: ConditionNodeRow;
  readonly terms: readonly TermRow[];
  readonly onChange: (node: ConditionNodeRow | null) => void;
}

function NodeFields({ node, terms, onChange }: NodeFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="condition-node">
      <div className="condition-inner">
        {node.kind === 'text' && <code>{node.text}</code>}
        {node.kind === 'group' && <GroupFields group={node} terms={terms} onChange={onChange} />}
        {(node.kind === 'compare' || node.kind === 'is') && <LeafFields leaf={node} terms={terms} onChange={onChange} />}
        {node.kind !== 'text' && <WrapFields node={node} onChange={onChange} />}
      </div>
      <IconButton label={t('condition.remove')} onClick={() => onChange(null)}>
        <X size={12} />
      </IconButton>
    </div>
  );
}

interface WrapFieldsProps {
  readonly node: Wrapped;
  readonly onChange: (node: Wrapped) => void;
}

/** Whether it is denied, and for how long it must have been so. */
function WrapFields({ node, onChange }: WrapFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="condition-wrap">
      <label>
        <input type="checkbox" checked={node.not} onChange={(event) => onChange({ ...node, not: event.target.checked })} />
        {t('condition.not')}
      </label>
      <label>
        {t('condition.lasting')}
        <input
          inputMode="numeric"
          className="condition-seconds"
          value={node.seconds ?? ''}
          placeholder="0"
          onChange={(event) => onChange({ ...node, seconds: secondsOf(event.target.value) })}
        />
        {t('condition.seconds')}
      </label>
    </div>
  );
}

/** Null for nothing and for 0: a moment is enough. */
function secondsOf(text: string): number | null {
  const digits = text.replaceAll(/\D/g, '').slice(0, 5);
  return digits === '' || /^0+$/.test(digits) ? null : Number.parseInt(digits, 10);
}
