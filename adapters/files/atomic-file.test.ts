import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AtomicFile } from './atomic-file.ts';

let folder = '';
let target = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaipan-atomic-'));
  target = join(folder, 'out.csv');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('AtomicFile', () => {
  it('appears whole, and only on commit', () => {
    const file = new AtomicFile(target);
    const line = `${'茅台'.repeat(50)}\n`;
    for (let i = 0; i < 10_000; i += 1) file.append(line);
    expect(readdirSync(folder)).not.toContain('out.csv');
    file.commit();
    file.discard();
    expect(readFileSync(target, 'utf8')).toBe(line.repeat(10_000));
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('leaves what was there when it is discarded', () => {
    writeFileSync(target, 'old');
    const file = new AtomicFile(target);
    file.append('new');
    file.discard();
    expect(readFileSync(target, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('leaves nothing when it cannot take its name', () => {
    const file = new AtomicFile(target);
    mkdirSync(target);
    expect(() => file.commit()).toThrow('EISDIR');
    file.discard();
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  it('fails at once where nothing can be written', () => {
    expect(() => new AtomicFile(join(folder, 'absent', 'out.csv'))).toThrow('ENOENT');
  });
});
