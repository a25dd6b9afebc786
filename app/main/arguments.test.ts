import { describe, expect, it } from 'vitest';
import { argumentsAgain, parseArguments } from './arguments.ts';

const parse = (...argv: readonly string[]): unknown => parseArguments(['/opt/kaipan', ...argv], '/home/trader');

const PLAIN = { dataDir: null, gateway: null, demoInstruments: null, day: null, unwatched: false, crashes: [], playing: null };

it('opens the window when nothing is asked', () => {
  expect(parse('--demo')).toEqual({ ok: true, value: { ...PLAIN, task: { kind: 'window' } } });
});

it('resolves paths against the working directory', () => {
  expect(parse('--data-dir=accounts', '--smoke=/tmp/a.json')).toEqual({
    ok: true,
    value: { ...PLAIN, dataDir: '/home/trader/accounts', task: { kind: 'smoke', file: '/tmp/a.json' } },
  });
  expect(parse('--demo-unattended=out/demo')).toMatchObject({
    value: { task: { kind: 'unattended', outDir: '/home/trader/out/demo' } },
  });
});

it('takes the folder of a recorded day', () => {
  expect(parse('--day=days/2023-02-01')).toMatchObject({ value: { day: '/home/trader/days/2023-02-01' } });
});

it('takes a number of instruments for the demo', () => {
  expect(parse('--demo-instruments=5500')).toMatchObject({ value: { demoInstruments: 5_500 } });
});

it('is told by its watcher when it crashed, and whether the market was playing', () => {
  expect(parse('--crashes=1000,2000', '--playing=600')).toMatchObject({ value: { crashes: [1_000, 2_000], playing: 600 } });
  expect(parse('--crashes=1000,x')).toMatchObject({ value: { crashes: [] } });
});

it('gives the arguments of the same window again', () => {
  const again = (argv: readonly string[]): unknown => {
    const first = parseArguments([...argv, '--no-sandbox', '--crashes=1'], '/');
    return first.ok && argumentsAgain(first.value);
  };
  for (const argv of [
    ['--data-dir=/a b', '--day=/days/one', '--demo-instruments=60'],
    ['--data-dir=/a', '--gateway=ws://127.0.0.1:7001/', '--account=alice', '--token-file=/tokens.json'],
  ]) expect(again(argv)).toEqual(argv);
});

it('leaves the arguments of Chromium alone', () => {
  expect(parse('--no-sandbox', '--remote-debugging-port=0', '--user-data-dir=/tmp/x')).toMatchObject({ ok: true });
});

it.each([
  [['--data-dir='], 'argument.badPath'],
  [['--data-dir=/tmp/\0evil'], 'argument.badPath'],
  [['--data-dir=/a', '--data-dir=/b'], 'argument.twice'],
  [['--day='], 'argument.badPath'],
  [['--demo-instruments='], 'argument.badNumber'],
  [['--demo-instruments=0'], 'argument.badNumber'],
  [['--demo-instruments=1e3'], 'argument.badNumber'],
  [['--demo-instruments=60', '--demo-instruments=60'], 'argument.twice'],
  [['--smoke=/a', '--demo-unattended=/b'], 'argument.conflict'],
])('refuses %j', (argv, code) => {
  expect(parse(...argv)).toMatchObject({ ok: false, error: { code } });
});

describe('an account at a gateway', () => {
  it('is named by its address and account, its token by a file or by what the app has kept', () => {
    expect(parse('--gateway=ws://127.0.0.1:8080', '--account=alice', '--token-file=tokens.json')).toMatchObject({
      value: { gateway: { url: 'ws://127.0.0.1:8080/', account: 'alice', tokenFile: '/home/trader/tokens.json' } },
    });
    expect(parse('--gateway=wss://broker.example/desk', '--account=alice')).toMatchObject({ value: { gateway: { tokenFile: null } } });
  });

  it.each([
    [['--gateway=ws://broker.example:80', '--account=alice'], 'argument.badAddress'],
    [['--gateway=ws://127.0.0.1:80', '--account=../alice'], 'argument.badAccount'],
    [['--gateway=ws://127.0.0.1:80'], 'argument.badAccount'],
    [['--account=alice'], 'argument.missing'],
    [['--gateway=ws://127.0.0.1:80', '--account=a', '--account=b'], 'argument.twice'],
    [['--gateway=ws://127.0.0.1:80', '--account=a', '--day=folder'], 'argument.conflict'],
  ])('%j is refused', (argv, code) => {
    expect(parse(...argv)).toMatchObject({ ok: false, error: { code } });
  });
});
