import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../app/cli/program.ts';
import { formatYuan } from '../../core/kernel/decimal.ts';
import { price } from '../../core/kernel/units.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { type Desk, openingOf } from './day.ts';

export interface PreparedDay extends Pick<Desk, 'instrument' | 'prevClose'> {
  /** File of the recorded quotes. */
  readonly quotes: string;
}

/** Makes a market of one instrument in `folder`, and what every account holds in it in the morning (`opening.json`). */
export async function prepareDay(folder: string): Promise<PreparedDay> {
  const demo = join(folder, 'demo');
  mkdirSync(demo);
  await run(['demo', '--out', demo, '--instruments', '1', '--lines', '1'], { cwd: folder, stdout: () => undefined, stderr: () => undefined });
  const quotes = join(demo, 'demo.quotes.csv');
  const [header = '', row = ''] = readFileSync(quotes, 'utf8').split('\n', 2);
  const cell = (name: string): string => row.split(',')[header.split(',').indexOf(name)] ?? '';
  const listed = { instrument: cell('instrument') as InstrumentId, prevClose: price(Math.round(Number(cell('prev_close')) * 10_000)) };
  writeFileSync(join(folder, 'opening.json'), accountFile(openingOf(listed)));
  return { ...listed, quotes };
}

function accountFile({ cash, positions }: ReturnType<typeof openingOf>): string {
  const holdings = positions.map(({ instrument, quantity, sellable, cost }) => ({ instrument, quantity, sellable, cost: formatYuan(price(cost / quantity)) }));
  return JSON.stringify({ cash: formatYuan(cash), positions: holdings });
}
