import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['app', 'core', 'adapters'];

/** Every source file of the app with its text; tests may name what is forbidden. */
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|fixture)\.tsx?$/.test(name))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') })),
);

/** What must not be written anywhere, by the row of the checklist that says so. */
const FORBIDDEN: readonly (readonly [row: string, what: RegExp])[] = [
  ['row 2: no window without a sandbox', /sandbox:\s*false/],
  ['row 1: no Node in a page', /nodeIntegration\w*:\s*true|contextIsolation:\s*false/],
  ['row 3: no weaker web security', /webSecurity|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures/],
  ['row 9: no path or folder opened for a page', /openPath|showItemInFolder/],
  ['row 10: no webview', /webviewTag|<webview/],
  ['row 16: no secret in a page’s storage', /localStorage\.setItem\([^)]*(?:secret|token|password|key)/i],
  ['row 19: no certificate waved through', /certificate-error|setCertificateVerifyProc|NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized/],
  ['row 20: no text run as code', /\beval\(|new Function\(|executeJavaScript|insertCSS|dangerouslySetInnerHTML|\.innerHTML\s*=/],
  // On the machine itself there is nobody to listen in.
  ['row 21: nothing fetched without TLS', /['"`](?:http|ws):\/\/(?!127\.0\.0\.1)/],
  ['row 23: no server of a development build', /ELECTRON_RENDERER_URL|loadFile\(/],
  ['row 27: no warning of Electron silenced', /ELECTRON_DISABLE_SECURITY_WARNINGS/],
];

it('looks at the whole app', () => {
  expect(SOURCES.length).toBeGreaterThan(100);
  expect(SOURCES.map(({ name }) => name)).toContain('app/main/main.ts');
});

describe.each(FORBIDDEN)('%s', (_row, what) => {
  it('holds in every source file', () => {
    expect(SOURCES.filter(({ text }) => what.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

it('row 23: the one page that is ever loaded is our own, beside what is printed, which runs nothing', () => {
  const loads = SOURCES.flatMap(({ text }) => [...text.matchAll(/\.loadURL\(([^)]*)\)/g)].map(([, url]) => url));
  expect(new Set(loads)).toEqual(new Set(['START_URL', 'printable']));
  expect(SOURCES.find(({ text }) => text.includes('loadURL(printable)'))?.text).toContain('javascript: false');
});
