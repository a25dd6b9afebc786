import './Tabs.css';
import { Tabs as Radix } from 'radix-ui';
import { type ReactNode } from 'react';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly count?: number;
  readonly body: ReactNode;
}

export interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly active: Name;
  readonly onActive: (name: Name) => void;
  /** Actions at the right of the tabs. */
  readonly aside?: ReactNode;
}

export function Tabs<Name extends string>({ label, tabs, active, onActive, aside }: TabsProps<Name>) {
  const activate = (name: string): void => {
    const tab = tabs.find((candidate) => candidate.name === name);
    if (tab !== undefined) onActive(tab.name);
  };
  return (
    <Radix.Root className="tabs" value={active} onValueChange={activate}>
      <div className="tabs-head">
        <Radix.List className="tabs-list" aria-label={label}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.name} className="tabs-tab" value={tab.name}>
              {tab.label}
              {tab.count !== undefined && <span className="tabs-count">{tab.count}</span>}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside !== undefined && <div className="tabs-aside">{aside}</div>}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.name} className="tabs-body" value={tab.name} tabIndex={-1}>
          {tab.body}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
