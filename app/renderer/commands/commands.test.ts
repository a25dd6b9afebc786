import { expect, it, vi } from 'vitest';

vi.stubGlobal('window', { innerHeight: 800 });
const { COMMANDS } = await import('./commands.ts');

it('gives each command one name, and each key to one command of a page', () => {
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  const keys = COMMANDS.flatMap((command) => (command.keys === null ? [] : [command.keys]));
  // Escape closes what stands beside either page.
  const shared = keys.filter((key, at) => keys.indexOf(key) !== at);
  expect(shared).toEqual(['escape']);
});

it('keeps to keys that the system and the window do not take', () => {
  // Undo is a field's own while something is typed in it, and the trader's everywhere else.
  const taken = new Set(['mod+c', 'mod+v', 'mod+x', 'mod+a', 'mod+w', 'mod+q', 'mod+r', 'f5', 'f11', 'f12', 'alt+f4']);
  expect(COMMANDS.filter(({ keys }) => keys !== null && taken.has(keys))).toEqual([]);
});
