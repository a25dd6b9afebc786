import variant from '@jitl/quickjs-singlefile-mjs-release-sync';
import {
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSWASMModule,
  newQuickJSWASMModuleFromVariant,
  newVariant,
} from 'quickjs-emscripten-core';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { KAIPAN_MODULE, WORLD } from './guest.ts';
import { LIMITS } from './limits.ts';
import { type Place, type ScriptProblem, type ScriptProblemCode, NOWHERE, problem } from './problem.ts';
import { ENTRIES, type ScriptEntry } from './script-entry.ts';
import { Snapshot } from './snapshot.ts';

/** No dates (the machine's time zone), no shared memory, no typed arrays, no weak references (seen to be collected). */
const INTRINSICS = {
  BaseObjects: true,
  Eval: true,
  JSON: true,
  MapSet: true,
  BigInt: true,
  RegExp: true,
  RegExpCompiler: true,
  // Modules are promises to the engine; jobs of a script's own never run.
  Promise: true,
} as const;

/** How often the engine asks whether to go on. */
const STEPS_PER_LOT = 10_000;

const NO_ENTRY = 'exports neither a function nextMove (a style) nor a function holds (a condition)';
const TWO_ENTRIES = 'exports both nextMove and holds: a script is a style or a condition';

/** A loaded script and the functions to ask it. */
interface Loaded {
  readonly entry: ScriptEntry;
  readonly exports: QuickJSHandle;
  readonly ask: QuickJSHandle;
}

/**
 * One script in an engine of its own: QuickJS in a WebAssembly instance that is given no function of ours, so there is
 * nothing in it to call or climb. Text goes in, text comes out.
 */
export class Sandbox {
  readonly #script: string;
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  #lots = 0;
  #lotsAllowed: number = LIMITS.loadStepLots;

  private constructor(script: string, engine: QuickJSWASMModule) {
    this.#script = script;
    this.#runtime = engine.newRuntime();
    this.#runtime.setMaxStackSize(LIMITS.stackBytes);
    this.#runtime.setInterruptHandler(() => {
      this.#lots += 1;
      return this.#isSpent;
    });
    this.#context = this.#runtime.newContext({ intrinsics: INTRINSICS });
  }

  /** Reads and runs the script's top level. `source` is JavaScript. */
  static async open(script: string, source: string): Promise<Result<OpenScript, ScriptProblem>> {
    const memory = new WebAssembly.Memory({ initial: LIMITS.memoryPages, maximum: LIMITS.memoryPages });
    const engine = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory }));
    const sandbox = new Sandbox(script, engine);
    const loaded = sandbox.#load(source);
    if (!loaded.ok) return loaded;
    return ok(new OpenScript(sandbox, loaded.value, new Snapshot(memory.buffer)));
  }

  get #isSpent(): boolean {
    return this.#lots > this.#lotsAllowed;
  }

  #load(source: string): Result<Loaded, ScriptProblem> {
    const context = this.#context;
    return this.#guarded(() => {
      const ask = context.unwrapResult(context.evalCode(WORLD, 'kaipan-world.js', { type: 'global', strict: true }));
      this.#runtime.setModuleLoader(loadModule, (_from, name) => name);
      const evaluated = context.evalCode(source, this.#script, { type: 'module' });
      this.#runtime.removeModuleLoader();
      if (evaluated.error !== undefined) return err(this.#failure(evaluated.error, source));
      const exports = evaluated.value;
      const found = ENTRIES.filter((name) => context.typeof(context.getProp(exports, name)) === 'function');
      const [entry] = found;
      if (entry !== undefined && found.length === 1) return ok({ entry, exports, ask });
      return err(problem('script.noEntry', this.#script, found.length === 0 ? NO_ENTRY : TWO_ENTRIES));
    });
  }

  /** One call, from the state in which the script was loaded. */
  ask(loaded: Loaded, snapshot: Snapshot, request: string): Result<string, ScriptProblem> {
    const context = this.#context;
    snapshot.restore();
    this.#lots = 0;
    this.#lotsAllowed = LIMITS.stepLots;
    // No handle made here is disposed of: the next restore takes them all back at once.
    return this.#guarded(() => {
      const called = context.callFunction(loaded.ask, context.undefined, loaded.exports, context.newString(request));
      if (called.error !== undefined) return err(this.#failure(called.error, ''));
      const answer = context.getString(called.value);
      if (answer.length <= LIMITS.answerLength) return ok(answer);
      return err(problem('script.tooLarge', this.#script, `an answer of ${answer.length} characters; ${LIMITS.answerLength} at most`));
    });
  }

  /** An error thrown out of the engine, not within it, means that the engine itself is no longer sound. */
  #guarded<T>(work: () => Result<T, ScriptProblem>): Result<T, ScriptProblem> {
    try {
      return work();
    } catch (error) {
      return err(problem(error instanceof RangeError ? 'script.stack' : 'script.crashed', this.#script, String(error)));
    }
  }

  #failure(thrown: QuickJSHandle, source: string): ScriptProblem {
    if (this.#isSpent) return problem('script.budget', this.#script, `took more than ${this.#lotsAllowed * STEPS_PER_LOT} steps`, this.#placeOf(thrown));
    const name = this.#textOf(thrown, 'name');
    const message = this.#textOf(thrown, 'message') ?? this.#thrownText(thrown);
    const code = codeOf(name, message);
    const place = code === 'script.import' ? lineWith(source, message) : this.#placeOf(thrown);
    const told = name === null || code !== 'script.threw' ? message : `${name}: ${message}`;
    return problem(code, this.#script, told, place);
  }

  #thrownText(thrown: QuickJSHandle): string {
    // What the engine throws where there is no room left for an error.
    if (this.#context.sameValue(thrown, this.#context.null)) return 'threw null';
    const type = this.#context.typeof(thrown);
    return type === 'object' || type === 'function' ? `threw something that is no error (${type})` : `threw ${this.#context.getString(thrown)}`;
  }

  #textOf(object: QuickJSHandle, property: string): string | null {
    const value = this.#context.getProp(object, property);
    return this.#context.typeof(value) === 'string' ? this.#context.getString(value).slice(0, 500) : null;
  }

  /** The innermost place of the call stack that is in the user's own file. */
  #placeOf(thrown: QuickJSHandle): Place {
    for (const line of (this.#textOf(thrown, 'stack') ?? '').split('\n')) {
      const match = /(?:\(|at )([^()]+):(\d+):(\d+)\)?$/.exec(line);
      if (match !== null && match[1] === this.#script) return { line: Number(match[2]), column: Number(match[3]) };
    }
    return NOWHERE;
  }
}

/** A script that can be asked. */
export class OpenScript {
  readonly #sandbox: Sandbox;
  readonly #loaded: Loaded;
  readonly #snapshot: Snapshot;

  constructor(sandbox: Sandbox, loaded: Loaded, snapshot: Snapshot) {
    this.#sandbox = sandbox;
    this.#loaded = loaded;
    this.#snapshot = snapshot;
  }

  get entry(): ScriptEntry {
    return this.#loaded.entry;
  }

  ask(request: string): Result<string, ScriptProblem> {
    return this.#sandbox.ask(this.#loaded, this.#snapshot, request);
  }
}

function loadModule(name: string): string | { error: Error } {
  if (name === 'kaipan') return KAIPAN_MODULE;
  return { error: new Error(`only 'kaipan' can be imported, not '${name}'`) };
}

function codeOf(name: string | null, message: string): ScriptProblemCode {
  if (message.startsWith("only 'kaipan' can be imported")) return 'script.import';
  if (message === 'stack overflow') return 'script.stack';
  if (message === 'out of memory') return 'script.memory';
  return name === 'SyntaxError' ? 'script.syntax' : 'script.threw';
}

/** Where the source names the module that the message names. */
function lineWith(source: string, message: string): Place {
  const module = message.slice(message.lastIndexOf(" '") + 2, -1);
  const line = source.split('\n').findIndex((text) => text.includes(`'${module}'`) || text.includes(`"${module}"`));
  return line < 0 ? NOWHERE : { line: line + 1, column: null };
}
