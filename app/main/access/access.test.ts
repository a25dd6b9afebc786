import { describe, expect, it } from 'vitest';
import { type Refusal, type Result } from '../../../core/kernel/result.ts';
import { AccessDesk } from './access.fixture.ts';
import { SCRYPT } from './password.ts';

function said(result: Result<unknown, Refusal>): string {
  return result.ok ? 'ok' : result.error.code;
}

describe('without users', () => {
  it('the owner may do everything, under the name of the trader, and there is nothing to lock', () => {
    const { access } = new AccessDesk();
    expect([access.locked, access.actor(), said(access.allows('riskOfficer')), said(access.lock())]).toEqual([false, 'trader', 'ok', 'access.noUsers']);
  });

  it('the first user turns the login on, is logged in, and must be able to manage the others', async () => {
    const { access } = new AccessDesk();
    expect(said(await access.saveUser({ name: 'tom', duties: ['trader'], password: 'long enough' }))).toBe('access.needsRiskOfficer');
    expect(said(await access.saveUser({ name: 'olga', duties: ['riskOfficer'], password: 'short' }))).toBe('access.shortPassword');
    expect(access.row().login).toBe(false);
    expect(said(await access.saveUser({ name: 'olga', duties: ['riskOfficer'], password: 'long enough' }))).toBe('ok');
    expect([access.row().login, access.locked, access.actor()]).toEqual([true, false, 'olga']);
  });
});

describe('with users', () => {
  it.each([
    ['vera', { anyone: 'ok', viewer: 'ok', trader: 'access.notAllowed', riskOfficer: 'access.notAllowed' }],
    ['tom', { anyone: 'ok', viewer: 'ok', trader: 'ok', riskOfficer: 'access.notAllowed' }],
    ['olga', { anyone: 'ok', viewer: 'ok', trader: 'ok', riskOfficer: 'ok' }],
  ] as const)('%s may do what her or his duties are', async (name, expected) => {
    const desk = await AccessDesk.withUsers();
    await desk.become(name);
    const rights = ['anyone', 'viewer', 'trader', 'riskOfficer'] as const;
    expect(Object.fromEntries(rights.map((right) => [right, said(desk.access.allows(right))]))).toEqual(expected);
    expect(desk.access.actor()).toBe(name);
  });

  it('a locked screen leaves only what anyone may do, and a start begins locked', async () => {
    const desk = await AccessDesk.withUsers();
    desk.access.lock();
    expect(['anyone', 'viewer', 'trader'].map((right) => said(desk.access.allows(right as 'trader')))).toEqual(['ok', 'access.locked', 'access.locked']);
    expect(desk.access.actor()).toBe('locked screen');
    expect(new AccessDesk(desk.kept).access.locked).toBe(true);
  });

  it('a file that cannot be read locks everybody out', async () => {
    const { access } = new AccessDesk(null);
    expect(access.locked).toBe(true);
    expect(said(await access.unlock({ name: 'olga', password: 'olga-password' }))).toBe('access.usersUnreadable');
    expect(said(await access.saveUser({ name: 'eve', duties: ['riskOfficer'], password: 'long enough' }))).toBe('access.usersUnreadable');
  });

  it('wrong passwords cost a wait that grows, for the right one too', async () => {
    const desk = await AccessDesk.withUsers();
    desk.access.lock();
    const attempt = async (password: string): Promise<string> => said(await desk.access.unlock({ name: 'tom', password }));
    expect([await attempt('a'), await attempt('b'), await attempt('c'), await attempt('d')]).toEqual(Array(4).fill('access.wrongPassword'));
    expect(await attempt('tom-password')).toBe('access.wait');
    desk.now += 4_999;
    expect(await attempt('tom-password')).toBe('access.wait');
    desk.now += 1;
    expect(await attempt('e')).toBe('access.wrongPassword');
    desk.now += 9_999;
    expect(await attempt('tom-password')).toBe('access.wait');
    desk.now += 1;
    expect(await attempt('tom-password')).toBe('ok');
    desk.access.lock();
    expect(await attempt('f')).toBe('access.wrongPassword');
    expect(await attempt('tom-password')).toBe('ok');
  });

  it('many tries at once are as many failures', async () => {
    const desk = await AccessDesk.withUsers();
    const tries = await Promise.all(Array.from({ length: 20 }, (_, n) => desk.access.unlock({ name: 'tom', password: `guess ${n}` })));
    expect(tries.filter((one) => said(one) === 'access.wait')).toHaveLength(16);
  });

  it('a second person is another one, with the duty, and the password', async () => {
    const desk = await AccessDesk.withUsers();
    const agree = async (name: string, password = `${name}-password`): Promise<string> => said(await desk.access.agree({ name, password }, 'riskOfficer'));
    expect([await agree('olga'), await agree('tom'), await agree('olga', 'wrong')]).toEqual(['access.samePerson', 'access.notAllowed', 'access.wrongPassword']);
    await desk.become('tom');
    expect(await agree('olga')).toBe('ok');
    expect(desk.access.actor()).toBe('tom');
  });

  it('there is always somebody left who manages the users', async () => {
    const desk = await AccessDesk.withUsers();
    expect(said(await desk.access.saveUser({ name: 'olga', duties: ['trader'], password: null }))).toBe('access.needsRiskOfficer');
    expect(said(desk.access.removeUser('olga'))).toBe('access.removesOneself');
    expect(said(desk.access.removeUser('vera'))).toBe('ok');
    expect(desk.access.row().users.map(({ name }) => name)).toEqual(['olga', 'tom']);
  });

  it('a password is changed by who knows the old one, and no row holds a hash', async () => {
    const desk = await AccessDesk.withUsers();
    await desk.become('tom');
    expect(said(await desk.access.changePassword('wrong', 'another one'))).toBe('access.wrongPassword');
    expect(said(await desk.access.changePassword('tom-password', 'another one'))).toBe('ok');
    expect(said(await desk.access.unlock({ name: 'tom', password: 'another one' }))).toBe('ok');
    expect(JSON.stringify(desk.access.row())).not.toContain('hash');
  });
});

it('keeps passwords as scrypt hashes with a salt of their own', async () => {
  const [first, second] = await Promise.all([SCRYPT.hash('a good one'), SCRYPT.hash('a good one')]);
  expect(first).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(first).not.toBe(second);
  expect([await SCRYPT.verify(first, 'a good one'), await SCRYPT.verify(first, 'another')]).toEqual([true, false]);
  expect([await SCRYPT.verify('', 'a good one'), await SCRYPT.verify('scrypt$1$1$1$', '')]).toEqual([false, false]);
});
