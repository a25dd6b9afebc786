import './Keys.css';

const IS_MAC = navigator.platform.startsWith('Mac');
const SIGNS: Readonly<Record<string, string>> = {
  mod: IS_MAC ? '⌘' : 'Ctrl',
  shift: IS_MAC ? '⇧' : 'Shift',
  alt: IS_MAC ? '⌥' : 'Alt',
  escape: 'Esc',
  slash: '/',
  space: 'Space',
  period: '.',
  comma: ',',
};

/** What the keyboard prints for it. */
const QUESTION = 'shift+slash';

function signOf(key: string): string {
  return SIGNS[key] ?? key.toUpperCase();
}

export interface KeysProps {
  /** As react-hotkeys-hook writes it: `mod+shift+k`. */
  readonly keys: string;
}

/** A shortcut as it is printed on the keyboard. */
export function Keys({ keys }: KeysProps) {
  const pressed = keys === QUESTION ? ['?'] : keys.split('+');
  return (
    <span className="keys">
      {pressed.map((key) => (
        <kbd key={key}>{signOf(key)}</kbd>
      ))}
    </span>
  );
}
