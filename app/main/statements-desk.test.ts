import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MappingFolder } from '../../adapters/statements/mapping-folder.ts';
import { StatementsDesk } from './statements-desk.ts';

const FILLS = '证券代码,证券名称,买卖,成交数量,成交价格\n600519,贵州茅台,买入,100,1800.00\n';
const OWN = FILLS.replace('成交数量', '股').replace('成交价格', '每股');
const MAPPING = { version: 1, broker: 'mine', headings: { 股: 'quantity', 每股: 'price' }, words: {} } as const;

let folder: string;
let desk: StatementsDesk;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kaipan-desk-'));
  desk = new StatementsDesk(new MappingFolder(folder));
});

afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): { readonly name: string; readonly bytes: Uint8Array } {
  return { name, bytes: Buffer.from(text) };
}

describe("a broker's files on the desk", () => {
  it('are taken as they were shown, and once', async () => {
    const first = await desk.add([file('a.csv', FILLS)]);
    expect(first.files).toMatchObject([{ name: 'a.csv', problem: null, kind: 'fills', rows: 1, kinds: [{ kind: 'buy', count: 1 }] }]);
    const second = await desk.add([file('b.csv', FILLS)]);
    expect(desk.take(first.token)).toMatchObject({ error: { code: 'statement.tokenUnknown' } });
    const taken = desk.take(second.token);
    expect(taken.ok && taken.value.map((statement) => statement.file)).toEqual(['a.csv', 'b.csv']);
    expect(desk.take(second.token)).toMatchObject({ error: { code: 'statement.tokenUnknown' } });
  });

  it('are not compared while one of them cannot be read, for what it says would be missing', async () => {
    const { token, files } = await desk.add([file('a.csv', FILLS), file('own.csv', OWN)]);
    expect(files[1]).toMatchObject({ name: 'own.csv', problem: { code: 'statement.needsMapping' }, missing: [['date'], ['amount', 'income', 'outgo'], ['quantity']] });
    expect(desk.take(token)).toMatchObject({ error: { code: 'statement.notReadable', params: { files: 1 } } });
    expect(desk.take((await desk.drop('own.csv')).token).ok).toBe(true);
  });

  it('are read by what a person says of their columns, now and next time, without a word lost that was said before', async () => {
    await desk.add([file('own.csv', OWN)]);
    expect(await desk.preview('own.csv', MAPPING)).toMatchObject({ problem: null, kind: 'fills' });
    expect((await desk.learn(MAPPING)).files).toMatchObject([{ problem: null, broker: 'mine' }]);
    await desk.learn({ ...MAPPING, headings: {}, words: { 红冲: 'fee' } });
    expect(JSON.parse(readFileSync(path.join(folder, 'mapping-mine.json'), 'utf8'))).toEqual({ ...MAPPING, words: { 红冲: 'fee' } });
    const next = new StatementsDesk(new MappingFolder(folder));
    expect((await next.add([file('later.csv', OWN)])).files).toMatchObject([{ problem: null, broker: 'mine' }]);
  });

  it('are read without a mapping that is damaged, which is named', async () => {
    writeFileSync(path.join(folder, 'mapping-bad.json'), '{ "headings": 1 }');
    const { files, problems } = await desk.add([file('a.csv', FILLS)]);
    expect(files).toMatchObject([{ problem: null }]);
    expect(problems).toMatchObject([{ params: { field: 'headings' } }]);
  });
});
