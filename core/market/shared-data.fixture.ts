import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Where real market data lies beside the repository, on the machines that have it. For tests only. */
const SHARED_DATA = new URL('../../../shared/data/', import.meta.url);

/** Says so, once per file, when a test has to be skipped because the data is not there. */
export function hasSharedData(path: string): boolean {
  const there = existsSync(new URL(path, SHARED_DATA));
  if (!there) console.warn(`skipped: ../shared/data/${path} is not there`);
  return there;
}

/** The rows of a CSV file as records by column name; for files whose fields hold no commas and no quotes. */
export function* readCsv(path: string): Generator<Readonly<Record<string, string>>> {
  const bytes = readFileSync(new URL(path, SHARED_DATA));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header = '', ...lines] = text.split('\n');
  const names = header.trim().split(',');
  for (const line of lines) {
    if (line === '') continue;
    const fields = line.trimEnd().split(',');
    yield Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
  }
}
