/** The thread of one script: loads it, says how that went, then answers questions until it is ended from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Result } from '../../core/kernel/result.ts';
import { Channel } from './channel.ts';
import { type ScriptProblem } from './problem.ts';
import { type OpenScript, Sandbox } from './sandbox.ts';
import { stripTypes } from './strip-types.ts';
import { type ScriptTask } from './script-task.ts';

void begin(workerData as ScriptTask);

/** No await at the top level: the bundle is CommonJS. */
async function begin(task: ScriptTask): Promise<void> {
  const opened = await open(task);
  // A thread has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(opened.ok ? { ok: true, value: opened.value.entry } : opened);
  if (opened.ok) serve(opened.value, new Channel(task.shared));
}

async function open({ script, source, typed }: ScriptTask): Promise<Result<OpenScript, ScriptProblem>> {
  if (!typed) return Sandbox.open(script, source);
  const plain = await stripTypes(script, source);
  return plain.ok ? Sandbox.open(script, plain.value) : plain;
}

function serve(script: OpenScript, channel: Channel): never {
  for (;;) {
    channel.answer((question) => {
      const answered = script.ask(question);
      return answered.ok ? `{"ok":true,"value":${answered.value}}` : JSON.stringify(answered);
    });
  }
}
