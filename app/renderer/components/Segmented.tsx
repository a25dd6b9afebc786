import './Segmented.css';
import { ToggleGroup } from 'radix-ui';
import { classes } from './classes.ts';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly tone?: 'buy' | 'sell';
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly wide?: boolean;
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const choose = (value: string): void => {
    const choice = props.choices.find((candidate) => candidate.value === value);
    if (choice !== undefined) props.onChange(choice.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={props.label}
      className={classes('segmented', props.wide === true && 'segmented-wide')}
      value={props.value}
      onValueChange={choose}
    >
      {props.choices.map(({ value, label, tone }) => (
        <ToggleGroup.Item key={value} value={value} className="segmented-item" data-tone={tone}>
          {label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
