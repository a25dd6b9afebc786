import { expect, it } from 'vitest';
import { webPreferences } from './web-preferences.ts';

const preferences = webPreferences('/app/preload.cjs', 'abc', false);

it('row 1: isolates the page and gives it no Node', () => {
  expect(preferences).toMatchObject({ contextIsolation: true, nodeIntegration: false });
  expect(preferences).not.toHaveProperty('nodeIntegrationInWorker');
  expect(preferences).not.toHaveProperty('nodeIntegrationInSubFrames');
});

it('row 2: keeps the sandbox on', () => {
  expect(preferences.sandbox).toBe(true);
});

it.each(['webSecurity', 'allowRunningInsecureContent', 'experimentalFeatures', 'enableBlinkFeatures', 'disableBlinkFeatures'])(
  'row 3: leaves %s alone',
  (key) => expect(preferences).not.toHaveProperty(key),
);

it('row 10: knows no webview', () => {
  expect(preferences).not.toHaveProperty('webviewTag');
});

it('row 23: has developer tools only where it is told to', () => {
  expect(preferences.devTools).toBe(false);
});
