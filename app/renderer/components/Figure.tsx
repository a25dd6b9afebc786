import './Figure.css';
import { Fragment, type ReactNode } from 'react';
import { classes } from './classes.ts';

export interface FigureProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly note?: ReactNode;
  /** What it was before, in front of the number. */
  readonly before?: ReactNode;
  readonly tone?: string;
}

/** A number with what it is above it. */
export function Figure({ label, children, note, before, tone = '' }: FigureProps) {
  return (
    <div className="figure">
      <span className="figure-label">{label}</span>
      <span className={classes('figure-value', tone)}>
        {before !== undefined && <span className="figure-before">{before} → </span>}
        {children}
        {note !== undefined && <span className="figure-note">{note}</span>}
      </span>
    </div>
  );
}

export interface FactsProps {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}

/** Names on the left, values on the right. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd className="selectable">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
