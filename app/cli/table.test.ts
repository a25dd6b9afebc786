import { describe, expect, it } from 'vitest';
import { formatTable } from './table.ts';

describe('formatTable', () => {
  it('aligns columns and leaves no blanks at the end of a line', () => {
    expect(
      formatTable([
        ['a', 'bb', 'note'],
        ['long', '', '说明'],
        ['x', 'y', ''],
      ]),
    ).toBe('a     bb  note\nlong      说明\nx     y\n');
  });

  it('is empty without rows', () => {
    expect(formatTable([])).toBe('');
  });
});
