import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileProblem, lineBatches, textChunks } from './text-source.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaipan-text-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function written(bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, 'file');
  await writeFile(file, bytes);
  return file;
}

interface Outcome {
  readonly lines: readonly string[];
  readonly problem: FileProblem | null;
  readonly line: unknown;
}

async function linesOf(bytes: Uint8Array | string): Promise<Outcome> {
  const lines: string[] = [];
  for await (const batch of lineBatches(await written(bytes))) {
    if (!batch.ok) return { lines, problem: batch.error.code, line: batch.error.params['line'] };
    expect(batch.value.first).toBe(lines.length + 1);
    lines.push(...batch.value.lines);
  }
  return { lines, problem: null, line: undefined };
}

const GBK_MAOTAI = Buffer.from([0xb9, 0xf3, 0xd6, 0xdd, 0xc3, 0xa9, 0xcc, 0xa8]); // 贵州茅台

describe('lineBatches', () => {
  it.each([
    ['LF', 'a\nb\n', ['a', 'b']],
    ['CRLF', 'a\r\nb\r\n', ['a', 'b']],
    ['no end after the last line', 'a\nb', ['a', 'b']],
    ['CRLF cut short', 'a\r\nb\r', ['a', 'b']],
    ['blank lines, which count', 'a\n\nb\n', ['a', '', 'b']],
    ['an empty file', '', []],
    ['UTF-8 Chinese', 'name\n贵州茅台\n', ['name', '贵州茅台']],
    ['a BOM', '\uFEFFdate,x\n1,2\n', ['date,x', '1,2']],
    ['a BOM alone', '\uFEFF', []],
  ])('splits %s', async (_, text, lines) => {
    expect(await linesOf(text)).toEqual({ lines, problem: null, line: undefined });
    expect(await linesOf(gzipSync(text))).toEqual({ lines, problem: null, line: undefined });
  });

  it('reads GBK', async () => {
    const bytes = Buffer.concat([Buffer.from('name\n'), GBK_MAOTAI, Buffer.from('\n')]);
    expect((await linesOf(bytes)).lines).toEqual(['name', '贵州茅台']);
  });

  it.each([262_143, 262_142, 262_141])('reads a character that a chunk border of 256 KiB cuts after byte %i', async (n) => {
    const ascii = `${'x'.repeat(999)}\n`.repeat(300).slice(0, n - 1) + '\n';
    const gbk = await linesOf(Buffer.concat([Buffer.from(ascii), GBK_MAOTAI]));
    expect(gbk.lines.at(-1)).toBe('贵州茅台');
    const utf8 = await linesOf(`${ascii}贵州茅台`);
    expect(utf8.lines.at(-1)).toBe('贵州茅台');
  });

  it('knows Chinese words in GBK that happen to be valid UTF-8', async () => {
    expect((await linesOf(GBK_MAOTAI.subarray(4))).lines).toEqual(['茅台']);
    expect((await linesOf('±2σ · é\n')).lines).toEqual(['±2σ · é']);
  });

  it('numbers lines over many chunks and skips none', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `row ${i}`);
    expect((await linesOf(rows.join('\n'))).lines).toEqual(rows);
    expect((await linesOf(gzipSync(rows.join('\r\n')))).lines).toEqual(rows);
  });

  it('refuses a line that does not end', async () => {
    const outcome = await linesOf(`a\n${'x'.repeat(70_000)}`);
    expect(outcome).toMatchObject({ problem: 'file.lineTooLong', line: 2 });
  });

  it('says at which line a damaged file stops', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `row ${i * 7919}`).join('\n');
    const packed = gzipSync(rows);
    const outcome = await linesOf(packed.subarray(0, packed.length - 2000));
    expect(outcome.problem).toBe('file.gzipTruncated');
    expect(outcome.line).toBe(outcome.lines.length + 1);
  });
});

describe('textChunks', () => {
  async function problemOf(file: string): Promise<FileProblem | null> {
    for await (const chunk of textChunks(file)) if (!chunk.ok) return chunk.error.code;
    return null;
  }

  it('names each way in which a file is not text', async () => {
    const packed = gzipSync('a\n'.repeat(1000));
    const flipped = Buffer.from(packed);
    flipped[flipped.length - 6] = (flipped.at(-6) ?? 0) ^ 0xff;
    expect(await problemOf(join(folder, 'absent'))).toBe('file.notFound');
    expect(await problemOf(folder)).toBe('file.unreadable');
    expect(await problemOf(await written(packed.subarray(0, 12)))).toBe('file.gzipTruncated');
    expect(await problemOf(await written(flipped))).toBe('file.gzipDamaged');
    expect(await problemOf(await written(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8])))).toBe('file.notText');
    expect(await problemOf(await written(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff])))).toBe('file.badEncoding');
    expect(await problemOf(await written(Buffer.from('中文\n'.repeat(9)).subarray(0, -2)))).toBe('file.badEncoding');
  });

  it('reads bytes that come with a name', async () => {
    const dropped = { name: 'dropped.csv', bytes: gzipSync('a\n') };
    for await (const chunk of textChunks(dropped)) expect(chunk).toEqual({ ok: true, value: 'a\n' });
    const cut = { name: 'dropped.csv', bytes: dropped.bytes.subarray(0, 11) };
    for await (const chunk of lineBatches(cut)) {
      expect(chunk).toMatchObject({ error: { code: 'file.gzipTruncated', params: { file: 'dropped.csv' } } });
    }
  });

  it('closes the file when the reader stops early', async () => {
    const file = await written(gzipSync('a\n'.repeat(1_000_000)));
    for await (const chunk of textChunks(file)) {
      expect(chunk.ok).toBe(true);
      break;
    }
  });
});
