import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The recorded day of the tests below: Kweichow Moutai fell from 1,854.98 to 1,811.40 before eleven, Midea traded at 55 yuan. */
export const RECORDED = { quotes: 'quotes/2023-02-01.quotes.csv.gz', account: 'recorded-2023-02-01', moutai: '600519.SH', midea: '000333.SZ' } as const;

/** What lies in a day folder beside its quotes. */
export interface DayFiles {
  readonly account: object;
  /** The text of `signals.csv`. */
  readonly signals: string;
  readonly config?: object;
}

/** The recorded day as one would lay it out by hand. */
export async function layOutDay(folder: string, { account, signals, config }: DayFiles): Promise<void> {
  await mkdir(folder);
  const { quotes } = RECORDED;
  await copyFile(fileURLToPath(new URL(`../../../shared/data/${quotes}`, import.meta.url)), path.join(folder, path.basename(quotes)));
  await writeFile(path.join(folder, 'account.json'), JSON.stringify(account));
  await writeFile(path.join(folder, 'signals.csv'), signals);
  if (config !== undefined) await writeFile(path.join(folder, 'config.json'), JSON.stringify(config));
}
