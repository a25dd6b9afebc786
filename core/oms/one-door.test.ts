import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;

/** No terminal of ours, but the brokerage at the other end of the wire: what it takes has gone through a terminal's door. */
const BROKERAGE = 'app/gateway/**';

/** Lines of our code (no tests, no fixtures) that hold `pattern`, as `file: line`. */
function places(folders: string, pattern: RegExp): readonly string[] {
  return globSync(`${folders}/**/*.{ts,tsx}`, { cwd: ROOT, exclude: ['**/*.test.*', '**/*.fixture.ts', BROKERAGE] })
    .toSorted()
    .flatMap((file) =>
      readFileSync(ROOT + file, 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
}

it('has one call in the whole house that hands an order to a broker', () => {
  expect(places('{core,app}', /[.?]submit\b|\[['"]submit['"]\]/)).toEqual([
    "core/oms/oms.ts: if (effect.kind === 'submit') this.#broker.submit(effect.order);",
  ]);
});

it('lets a broker take orders only from that call: an adapter calls nothing but its own exchange or wire', () => {
  expect(places('adapters', /\.submit\(/)).toEqual([
    'adapters/brokers/gateway/gateway-broker.ts: this.#link.submit(order);',
    'adapters/brokers/simulated/simulated-broker.ts: this.exchange.submit(order, this.now);',
  ]);
});

it('makes an order past the gate nowhere but at the broker whose exchange we play, as another terminal would', () => {
  expect(places('{core,app,adapters}', /\.enterElsewhere\(/).map((place) => place.split(':')[0])).toEqual([
    'app/main/trading-handlers.ts',
    'app/terminal/engine.ts',
    'app/terminal/engine.ts',
    'app/terminal/paper-session.ts',
  ]);
});

it('makes the wish to submit in one place, from an order that the gate has judged', () => {
  const made = places('{core,app,adapters}', /\{ kind: 'submit'/);
  expect(made).toEqual(["core/oms/decide/decide-order.ts: [{ kind: 'submit', order: request }],"]);
  const source = readFileSync(`${ROOT}core/oms/decide/decide-order.ts`, 'utf8');
  const intend = source.slice(source.indexOf('export function intend('), source.indexOf('export function denied('));
  expect(intend).toContain(made[0]?.split(': ').slice(1).join(': '));
  expect(intend).toContain('invariant(gate.allowed === request.quantity');
});

it('asks the gate in one place, and whoever intends an order has asked there', () => {
  expect(places('{core,app,adapters}', /\bevaluateOrder\(/)).toEqual([
    'core/oms/decide/decide-order.ts: return evaluateOrder(gateContext(state, order, policy, around));',
    'core/risk/gate.ts: export function evaluateOrder(context: GateContext): GateDecision {',
  ]);
  const intending = new Set(places('{core,app,adapters}', /(?<!function |\.|#)\bintend\(/).map((place) => place.split(':')[0]));
  intending.delete('core/portfolio/ledger.ts');
  intending.delete('core/portfolio/books.ts');
  expect([...intending]).toEqual(['core/oms/decide/decide-command.ts', 'core/oms/decide/decide-line.ts']);
  for (const file of intending) expect(readFileSync(`${ROOT}${file}`, 'utf8')).toMatch(/\bjudge(Ticket)?\(state, /);
});

it('decides only in core/oms what is journalled as an order, so that nothing else can pass for one', () => {
  const made = places('{core,app}', /\{\s*type: 'orderIntended', /);
  expect(made.filter((place) => !place.startsWith('core/oms/events.ts')).map((place) => place.split(':')[0])).toEqual([
    'core/oms/decide/decide-order.ts',
  ]);
});
