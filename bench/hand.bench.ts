import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { SimulatedBroker } from '../adapters/brokers/simulated/simulated-broker.ts';
import { demoPaperMarket } from '../app/terminal/demo-paper-market.ts';
import { type PaperSession, openPaperSession } from '../app/terminal/paper-session.ts';
import { type Actor } from '../core/kernel/ids.ts';
import { timeOfDay, timeOfDayOf } from '../core/kernel/time.ts';
import { type Quantity, addQuantity } from '../core/kernel/units.ts';
import { type Command } from '../core/oms/command.ts';
import { type PlanLine } from '../core/plan/line.ts';
import { type Latency, type Row, percentiles, report } from './harness.ts';

/** As many as the whole market has, each with a snapshot every three seconds, as a live feed sends them. */
const INSTRUMENTS = 5_500;
const SPEED = 1;
const ROUNDS = 200;
/** Between two commands, in ms: prime, so that they meet the feed's rhythm everywhere. */
const EVERY_MS = 37;
const HAND: Actor = 'bench' as Actor;

/** A person in a thread of its own, who presses whenever it is time, however busy we are. */
const PERSON = `
  const { parentPort } = require('node:worker_threads');
  setInterval(() => parentPort.postMessage(performance.timeOrigin + performance.now()), ${EVERY_MS});
`;

/** The wall's time, the same in every thread. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

function give(session: PaperSession, command: Command): void {
  const outcome = session.command(command, HAND);
  if (!outcome.ok) throw new Error(`${command.type}: ${outcome.error.code}`);
}

/** A buy that rests at limit-down: it is at work all day and is not filled. */
function restingLine(session: PaperSession): PlanLine {
  const line = [...session.state.lines.values()].find((one) => one.side === 'buy' && one.state === 'proposed');
  const price = line === undefined ? undefined : session.market.reference(line.instrument)?.limitDown;
  if (line === undefined || price === undefined) throw new Error('the demo plan has no buy');
  give(session, { type: 'editLine', lineId: line.id, plannedQuantity: line.plannedQuantity, style: { style: 'limit', price } });
  give(session, { type: 'approveLines', lineIds: [line.id] });
  return session.state.lines.get(line.id) ?? line;
}

async function begin(session: PaperSession): Promise<void> {
  const open = timeOfDay('09:31:00');
  session.playback.jumpTo(open);
  while (timeOfDayOf(session.now()) < open) await new Promise((resolve) => setTimeout(resolve, 20));
  session.playback.setSpeed(SPEED);
  session.playback.play();
}

/** When the broker was last asked for a cancel. What follows on its answer is not part of what is measured. */
let handedOver = 0;
const { cancel } = SimulatedBroker.prototype;
SimulatedBroker.prototype.cancel = function stamped(orderId) {
  handedOver = now();
  cancel.call(this, orderId);
};

/** Time from the press until what it asked for was committed and, where it cancels an order, handed to the broker. */
function measure(act: (round: number) => void): Promise<Latency> {
  const times: number[] = [];
  const person = new Worker(PERSON, { eval: true });
  return new Promise((resolve, reject) => {
    person.on('error', reject);
    person.on('message', (pressed: number) => {
      if (times.length === ROUNDS) return;
      handedOver = 0;
      act(times.length);
      times.push((handedOver === 0 ? now() : handedOver) - pressed);
      if (times.length === ROUNDS) void person.terminate().then(() => resolve(percentiles(Float64Array.from(times))));
    });
  });
}

function rowsOf(what: string, { median, p99, max }: Latency): readonly Row[] {
  const target = 'under 10,000';
  return [
    { what: `${what}: median`, target, measured: median, unit: 'µs' },
    { what: `${what}: p99`, target, measured: p99, unit: 'µs' },
    { what: `${what}: max`, target, measured: max, unit: 'µs' },
  ];
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'kaipan-bench-'));
const opened = openPaperSession(demoPaperMarket({ instruments: INSTRUMENTS }), { dataDir: folder });
if (!opened.ok) throw new Error(opened.error.code);
const session = opened.value;
const { id: lineId, plannedQuantity, style } = restingLine(session);
const more = addQuantity(plannedQuantity, 100 as Quantity);
await begin(session);
const edit = await measure((round) => give(session, { type: 'editLine', lineId, plannedQuantity: round % 2 === 0 ? more : plannedQuantity, style }));
const pause = await measure((round) => give(session, { type: 'setPauses', pauses: { sells: round % 2 === 0 } }));
const stop = await measure((round) => give(session, round % 2 === 0 ? { type: 'cancelAll' } : { type: 'resumeLine', lineId }));
await session.close();
rmSync(folder, { recursive: true, force: true });
report('hand on the account', [
  ...rowsOf('edit of a working line to the broker', edit),
  ...rowsOf('pause of a side', pause),
  ...rowsOf('cancel of all open orders to the broker', stop),
]);
