import { type ConditionFacts } from '../../core/conditions/facts.ts';
import {
  type ScriptAnswer,
  type ScriptFailure,
  type ScriptOutcome,
  type ScriptQuestion,
  type ScriptText,
  type ScriptUse,
  type ScriptVerdict,
  type ScriptedMove,
} from '../../core/execution/script-port.ts';
import { type StyleContext } from '../../core/execution/style.ts';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type ScriptId } from '../../core/kernel/script.ts';
import { type InstrumentId } from '../../core/market/instrument.ts';
import { conditionQuestion, conditionSeed, readVerdict } from './condition-script.ts';
import { type ScriptProblem, problem } from './problem.ts';
import { type ScriptEntry } from './script-entry.ts';
import { ScriptHost } from './script-host.ts';
import { readMove, styleQuestion, styleSeed } from './style-script.ts';

type Opened = Promise<Result<ScriptHost, ScriptProblem>>;

/** A text, and the thread that was begun for it when it was first asked. */
interface Loaded {
  readonly text: ScriptText;
  host: Opened | null;
}

/** The scripts of an account, each in a thread of its own from its first question on. */
export class LoadedScripts {
  readonly #scripts = new Map<ScriptId, Loaded>();
  readonly #onLog: (lines: readonly string[]) => void;

  /** `onLog` gets what a script logs while it is asked. */
  constructor(onLog: (lines: readonly string[]) => void = () => undefined) {
    this.#onLog = onLog;
  }

  /** From now on the script of this name is this text; also after it was stopped. */
  load(text: ScriptText): void {
    const before = this.#scripts.get(text.script);
    this.#scripts.set(text.script, { text, host: null });
    if (before !== undefined) void closeHost(before);
  }

  /** Begins a script's thread, if it has none, and says what is wrong with its text. */
  open(script: ScriptId): Opened {
    const loaded = this.#scripts.get(script);
    if (loaded === undefined) return Promise.resolve(err(problem('script.unknown', script, 'no such script is loaded')));
    loaded.host ??= ScriptHost.open({ name: loaded.text.file, source: loaded.text.source });
    return loaded.host;
  }

  /** Reads what a question may look at, now; what comes back puts it to the scripts. */
  prepare({ line, conditions, facts, style }: ScriptQuestion): () => Promise<ScriptOutcome> {
    const asked = conditions.map((use) => ({ use, ask: this.#preparedCondition(use, line.instrument, facts) }));
    const move = style === null ? null : { use: style.use, ask: this.#preparedStyle(style.use, style.context) };
    return async () => {
      const [verdicts, moved] = await Promise.all([
        Promise.all(asked.map(async ({ use, ask }) => failing(use, await ask()))),
        move === null ? ok(null) : move.ask().then((said) => failing(move.use, said)),
      ]);
      return together(verdicts, moved);
    };
  }

  nextMove(use: ScriptUse, context: StyleContext): Promise<Result<ScriptedMove, ScriptProblem>> {
    return this.#preparedStyle(use, context)();
  }

  holds(use: ScriptUse, instrument: InstrumentId, facts: ConditionFacts): Promise<Result<ScriptVerdict, ScriptProblem>> {
    return this.#preparedCondition(use, instrument, facts)();
  }

  async close(): Promise<void> {
    const scripts = [...this.#scripts.values()];
    this.#scripts.clear();
    await Promise.all(scripts.map(closeHost));
  }

  #preparedStyle(use: ScriptUse, context: StyleContext): () => Promise<Result<ScriptedMove, ScriptProblem>> {
    const question = styleQuestion(use, context);
    return () => this.#ask(use, 'nextMove', question, styleSeed(context), (answer) => readMove(use, context, answer));
  }

  #preparedCondition(use: ScriptUse, instrument: InstrumentId, facts: ConditionFacts): () => Promise<Result<ScriptVerdict, ScriptProblem>> {
    const question = conditionQuestion(use, instrument, facts);
    const seed = conditionSeed(instrument, facts);
    return () => this.#ask(use, 'holds', question, seed, (answer) => readVerdict(use, answer));
  }

  async #ask<T>(
    { script }: ScriptUse,
    entry: ScriptEntry,
    question: object,
    seed: number,
    read: (answer: unknown) => Result<T, string>,
  ): Promise<Result<T, ScriptProblem>> {
    const opened = await this.open(script);
    if (!opened.ok) return opened;
    const host = opened.value;
    if (host.entry !== entry) return err(problem('script.noEntry', host.name, `exports ${host.entry}, not ${entry}`));
    const reply = await host.ask(question, seed);
    if (!reply.ok) return reply;
    this.#onLog(reply.value.logs);
    const answer = read(reply.value.answer);
    return answer.ok ? answer : host.fail('script.answer', answer.error);
  }
}

function failing<T>({ script }: ScriptUse, said: Result<T, ScriptProblem>): Result<T, ScriptFailure> {
  return said.ok ? said : err({ script, reason: said.error });
}

/** One answer of all, or the first failure. */
function together(
  verdicts: readonly Result<ScriptVerdict, ScriptFailure>[],
  move: Result<ScriptAnswer['move'], ScriptFailure>,
): ScriptOutcome {
  const said: ScriptVerdict[] = [];
  for (const verdict of verdicts) {
    if (!verdict.ok) return verdict;
    said.push(verdict.value);
  }
  return move.ok ? ok({ verdicts: said, move: move.value }) : move;
}

async function closeHost({ host }: Loaded): Promise<void> {
  const opened = await host;
  if (opened?.ok === true) await opened.value.close();
}
