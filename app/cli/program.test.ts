import { describe, expect, it } from 'vitest';
import { runCli } from './cli.fixture.ts';

describe('the command line', () => {
  it('shows its help when asked, on stdout', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: kaipan');
    expect(stdout).toContain('rules');
  });

  it('shows it on stderr and fails when told nothing', async () => {
    const { code, stdout, stderr } = await runCli([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: kaipan');
  });

  it.each([
    [['nonsense'], "kaipan: unknown command 'nonsense'\n"],
    [
      ['rules', '--instrument', '600519', '--date', '2024-05-06', '--nonsense'],
      "kaipan: unknown option '--nonsense'\n",
    ],
    [['rules'], "kaipan: required option '--instrument <id>' not specified\n"],
  ])('refuses %j with one line', async (args, line) => {
    expect(await runCli(args)).toEqual({ code: 2, stdout: '', stderr: line });
  });

  it('helps with each command', async () => {
    const { code, stdout } = await runCli(['rules', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--prev-close <price>');
  });
});
