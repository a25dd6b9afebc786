/** The thread of one script: loads it, says how that went, then answers questions until it is ended from outside. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { type Result } from '../../core/kernel/result.ts';
import { type ScriptProblem } from './problem.ts';
import { type OpenScript, Sandbox } from './sandbox.ts';
import { stripTypes } from './strip-types.ts';
import { type ScriptTask } from './script-task.ts';

if (parentPort !== null) void begin(workerData as ScriptTask, parentPort);

/** No await at the top level: the bundle is CommonJS. */
async function begin(task: ScriptTask, port: MessagePort): Promise<void> {
  const opened = await open(task);
  port.postMessage(opened.ok ? { ok: true, value: opened.value.entry } : opened);
  if (opened.ok) serve(opened.value, port);
}

async function open({ script, source, typed }: ScriptTask): Promise<Result<OpenScript, ScriptProblem>> {
  if (!typed) return Sandbox.open(script, source);
  const plain = await stripTypes(script, source);
  return plain.ok ? Sandbox.open(script, plain.value) : plain;
}

/** Question and answer are JSON text: what they hold is read, not trusted. */
function serve(script: OpenScript, port: MessagePort): void {
  port.on('message', (question: string) => {
    const answered = script.ask(question);
    port.postMessage(answered.ok ? `{"ok":true,"value":${answered.value}}` : JSON.stringify(answered));
  });
}
