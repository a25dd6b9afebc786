import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Statement } from '../../core/settlement/statement.ts';
import { hasSharedData } from '../../core/market/shared-data.fixture.ts';
import { readStatement } from './read-statement.ts';

const FOLDER = new URL('../../../shared/data/statements/', import.meta.url);
/** Samples whose rows were not taken from beside one another, so that money moves between them. */
const WITH_GAPS = /^(?:guotai_accounting|guotai_delivery_margin|huatai_(?:accounting|delivery)_margin)/;
/** Brokers whose notes state no cash balance. */
const WITHOUT_BALANCE = /^(?:huatai_(?:accounting|delivery)_cash|sinolink_accounting|zheshang_(?:accounting|delivery_cash))/;
const KINDS: Readonly<Record<string, readonly string[]>> = { delivery: ['delivery'], accounting: ['delivery'], orders: ['orders', 'fills'] };

async function statementOf(name: string, bytes: Uint8Array): Promise<Statement> {
  const read = await readStatement({ name, bytes });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function cashState(name: string, { kind, rows }: Statement): string {
  if (kind === 'orders' || kind === 'fills' || WITHOUT_BALANCE.test(name)) return 'notStated';
  if (WITH_GAPS.test(name)) return 'gaps';
  return rows.length === 1 ? 'oneRow' : 'addsUp';
}

describe.runIf(hasSharedData('statements'))('statements of 13 brokers', () => {
  const names = readdirSync(FOLDER);

  it.each(names)('%s is recognised, understood and adds up', async (name) => {
    const bytes = readFileSync(new URL(name, FOLDER));
    const [broker = '', table = ''] = name.split('_');
    const statement = await statementOf('renamed.txt', bytes);
    expect(statement.broker).toBe(broker);
    expect(KINDS[table]).toContain(statement.kind);
    expect(statement.rows).toHaveLength(bytes.toString('utf8').trimEnd().split('\n').length - 1);
    expect(statement.rows.filter(({ kind }) => kind === 'unknown')).toEqual([]);
    expect(statement.cash.state).toBe(cashState(name, statement));
    expect(statement.remarks.filter(({ code }) => code !== 'cash.gap' && code !== 'row.repeated')).toEqual([]);
  });

  it('names the two rows that the samples have twice', async () => {
    for (const name of ['boci_delivery_cash.csv', 'essence_delivery_cash.csv']) {
      const { remarks } = await statementOf(name, readFileSync(new URL(name, FOLDER)));
      expect(remarks).toEqual([{ code: 'row.repeated', line: 4, first: 3 }]);
    }
  });
});
