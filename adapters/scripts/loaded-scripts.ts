import { type ConditionFacts } from '../../core/conditions/facts.ts';
import { type ScriptAnswer, type ScriptId, type ScriptUse, type Scripts } from '../../core/execution/script-port.ts';
import { type StyleContext, type StyleMove } from '../../core/execution/style.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { conditionQuestion, conditionSeed, readVerdict } from './condition-script.ts';
import { type ScriptProblem, problem } from './problem.ts';
import { type ScriptEntry } from './script-entry.ts';
import { type ScriptFile, ScriptHost } from './script-host.ts';
import { readMove, styleQuestion, styleSeed } from './style-script.ts';

/** The scripts that are loaded, each in a thread of its own; see {@link Scripts}. */
export class LoadedScripts implements Scripts {
  readonly #hosts = new Map<ScriptId, ScriptHost>();
  readonly #onLog: (lines: readonly string[]) => void;

  /** `onLog` gets what a script logs while it is asked. */
  constructor(onLog: (lines: readonly string[]) => void = () => undefined) {
    this.#onLog = onLog;
  }

  /** Loads a script, in the place of the one that had its name. */
  async load(id: ScriptId, file: ScriptFile): Promise<Result<ScriptHost, ScriptProblem>> {
    const opened = await ScriptHost.open(file);
    if (!opened.ok) return opened;
    await this.#hosts.get(id)?.close();
    this.#hosts.set(id, opened.value);
    return opened;
  }

  nextMove(use: ScriptUse, context: StyleContext): Result<ScriptAnswer<StyleMove>, ScriptProblem> {
    return this.#ask(use, 'nextMove', styleQuestion(use, context), styleSeed(context), (answer) => readMove(use, context, answer));
  }

  holds(use: ScriptUse, instrument: InstrumentId, facts: ConditionFacts): Result<ScriptAnswer<boolean>, ScriptProblem> {
    const question = conditionQuestion(use, instrument, facts);
    return this.#ask(use, 'holds', question, conditionSeed(instrument, facts), (answer) => readVerdict(use, answer));
  }

  async close(): Promise<void> {
    const hosts = [...this.#hosts.values()];
    this.#hosts.clear();
    await Promise.all(hosts.map((host) => host.close()));
  }

  #ask<T>(
    { script }: ScriptUse,
    entry: ScriptEntry,
    question: object,
    seed: number,
    read: (answer: unknown) => Result<ScriptAnswer<T>, string>,
  ): Result<ScriptAnswer<T>, ScriptProblem> {
    const host = this.#hosts.get(script);
    if (host === undefined) return err(problem('script.unknown', script, 'no such script is loaded'));
    if (host.entry !== entry) return err(problem('script.noEntry', host.name, `exports ${host.entry}, not ${entry}`));
    const reply = host.ask(question, seed);
    if (!reply.ok) return reply;
    this.#onLog(reply.value.logs);
    const answer = read(reply.value.answer);
    return answer.ok ? ok(answer.value) : host.fail('script.answer', answer.error);
  }
}
