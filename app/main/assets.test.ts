import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetPath, serveAsset } from './assets.ts';
import { contentPolicy, securityHeaders } from './content-policy.ts';
import { isOurs } from './origin.ts';

const headers = securityHeaders('abc');
let base: string;
let root: string;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'kaipan-assets-'));
  root = join(base, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(`${root}-evil`);
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'a b.js'), 'ok');
  await writeFile(join(root, 'secret.sqlite'), 'no');
  await writeFile(join(`${root}-evil`, 'x.js'), 'no');
  await symlink(join(`${root}-evil`, 'x.js'), join(root, 'link.js'));
});

afterAll(() => rm(base, { recursive: true }));

const get = (url: string, method = 'GET'): Promise<Response> => serveAsset(root, { url, method } as Request, headers);

describe('row 5: our own scheme serves files of its folder and nothing else', () => {
  it('serves a file with its type and the policy', async () => {
    const answer = await get('app://kaipan/index.html');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(contentPolicy('abc'));
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await (await get('app://kaipan/assets/a%20b.js?v=1#x')).text()).toBe('ok');
  });

  it.each([
    ['parent folders', 'app://kaipan/../renderer-evil/x.js'],
    ['encoded parent folders', 'app://kaipan/%2e%2e/renderer-evil/x.js'],
    ['encoded slashes', 'app://kaipan/..%2frenderer-evil%2fx.js'],
    ['twice encoded parent folders', 'app://kaipan/%252e%252e/renderer-evil/x.js'],
    ['backslashes', 'app://kaipan/..\\renderer-evil\\x.js'],
    ['encoded backslashes', 'app://kaipan/..%5crenderer-evil%5cx.js'],
    ['a drive letter', 'app://kaipan/C:/x.js'],
    ['a null byte', 'app://kaipan/index.html%00.js'],
    ['a broken escape', 'app://kaipan/%E0%A4%A.js'],
    ['a link out of the folder', 'app://kaipan/link.js'],
    ['a folder', 'app://kaipan/assets'],
    ['the root', 'app://kaipan/'],
    ['a file of a kind that no page needs', 'app://kaipan/secret.sqlite'],
    ['a file that is not there', 'app://kaipan/nothing.js'],
    ['another host', 'app://evil/index.html'],
    ['a host that ends like ours', 'app://evilkaipan/index.html'],
    ['another scheme', 'file:///index.html'],
  ])('does not serve %s', async (_what, url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('content-security-policy')).toBe(contentPolicy('abc'));
  });

  it('keeps a path inside the folder, not beside one that begins with the same letters', () => {
    expect(assetPath('/srv/client', 'app://kaipan/index.html')).toBe('/srv/client/index.html');
    expect(assetPath('/srv/client', 'app://kaipan/..%2fclient-evil/x')).toBeNull();
  });

  it.each(['POST', 'PUT', 'HEAD', 'DELETE'])('refuses %s', async (method) => {
    expect((await get('app://kaipan/index.html', method)).status).toBe(405);
  });
});

describe('row 4: the content security policy', () => {
  it('allows nothing that was not named, no inline script and no eval', () => {
    const policy = contentPolicy('n0nce');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-|https?:|\*|blob:/);
    expect(policy).toContain("connect-src 'self'");
  });
});

describe('row 8 of the list of mistakes: origins are parsed, not looked at', () => {
  it.each(['app://kaipan.evil/', 'app://kaipan@evil/', 'app://user@kaipan/', 'https://app://kaipan', 'apps://kaipan/', 'kaipan', 'null', ''])(
    '%s is not ours',
    (url) => expect(isOurs(url)).toBe(false),
  );
  it('ours is', () => expect(isOurs('app://kaipan/index.html?x#y')).toBe(true));
});
