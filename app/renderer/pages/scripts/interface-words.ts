import { type Completion } from '@codemirror/autocomplete';
import declarations from '../../../../resources/scripts/kaipan-script.d.ts?raw';

const MEMBER = /^\s*readonly (\w+)\??: ([^;{]*)/gm;
const FUNCTION = /^\s*export function (\w+)([^;]*)/gm;
const TYPE = /^\s*export (?:interface|type) (\w+)/gm;

/** What the interface of scripts declares, each name once with what it is: members first, then functions and types. */
export function interfaceWords(): readonly Completion[] {
  const all = [...completions(MEMBER, 'property'), ...completions(FUNCTION, 'function'), ...completions(TYPE, 'type')];
  return all.filter(({ label }, at) => all.findIndex((one) => one.label === label) === at);
}

function completions(pattern: RegExp, type: string): readonly Completion[] {
  return [...declarations.matchAll(pattern)].map(([, label = '', detail = type]) => ({ label, type, detail: detail.trim() }));
}
