import { type Kaipan } from './kaipan.ts';
import { linesOf } from './window.ts';

export const SECOND = 'second';

/**
 * Signals of two strategies for the demo's day: what the demo's own wants, and a second one that also wants something of
 * that, and what the first is about to sell. Resolves to the instrument of the opposite wishes.
 */
export async function importTwoStrategies(kaipan: Kaipan): Promise<string> {
  const lines = await linesOf(kaipan);
  const date = (await kaipan.snapshot()).status?.date ?? '';
  const held = lines.filter(({ targetWeight, board }) => (targetWeight ?? 0) > 0 && board === 'main');
  const sold = lines.find(({ side, state, targetWeight, board }) => side === 'sell' && state === 'proposed' && targetWeight === 0 && board === 'main');
  if (sold === undefined) throw new Error('the demo plan sells nothing on the main board');
  const own = lines.filter(({ targetWeight }) => (targetWeight ?? 0) > 0).map((line) => row(date, 'default', line.instrument, (line.targetWeight ?? 0) / 1e8));
  const wanted = [...held.slice(0, 3).map(({ instrument }) => instrument), sold.instrument].map((instrument) => row(date, SECOND, instrument, 0.2));
  const text = ['trade_date,strategy_id,instrument,position,date', ...own, ...wanted].join('\n');
  const bytes = `new TextEncoder().encode(${JSON.stringify(text)})`;
  const script = `window.kaipan.checkSignals({ name: 'two.csv', bytes: ${bytes} }).then((read) => window.kaipan.importSignals({ token: read.value.token, skipBad: false, despite: false }))`;
  const done = (await kaipan.page.evaluate(script)) as { readonly ok: boolean; readonly error?: unknown };
  if (!done.ok) throw new Error(`the signals were refused: ${JSON.stringify(done.error)}`);
  return sold.instrument;
}

/** Both of them followed, and the day planned so. */
export async function followTwoStrategies(kaipan: Kaipan): Promise<void> {
  await importTwoStrategies(kaipan);
  const settings = { capital: 3_000_000_000, enabled: true, style: null, guards: null };
  await kaipan.value('followStrategy', { strategy: 'default', settings: { ...settings, capital: 6_500_000_000 }, reason: '自有策略' });
  await kaipan.value('followStrategy', { strategy: SECOND, settings, reason: '试用' });
  await kaipan.value('replan', {});
}

function row(date: string, strategy: string, instrument: string, weight: number): string {
  return `${date},${strategy},${instrument},${weight},${date}`;
}
