import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SettingsStore } from './settings-store.ts';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'kaipan-settings-'));
});

afterEach(() => rmSync(dataDir, { recursive: true }));

it('starts in Chinese, dark, red for up', () => {
  const store = new SettingsStore(dataDir);
  expect(store.get()).toEqual({ language: 'zh', theme: 'dark', redUp: true, notifications: true, afterCrash: 'pause' });
  expect(store.damaged).toBeNull();
  expect(readdirSync(dataDir)).toEqual([]);
});

it('keeps what was changed, and tells of it', () => {
  const store = new SettingsStore(dataDir);
  const listener = vi.fn();
  store.onChange(listener);
  expect(store.set({ theme: 'light', language: undefined })).toMatchObject({ theme: 'light', language: 'zh' });
  expect(listener).toHaveBeenCalledExactlyOnceWith(store.get());
  expect(new SettingsStore(dataDir).get()).toEqual(store.get());
  expect(readdirSync(dataDir)).toEqual(['settings.json']);
});

it.each([
  ['cut off', '{"language":"zh"'],
  ['from a stranger', '{"language":"zh","theme":"dark","redUp":true,"notifications":true,"extra":1}'],
  ['of wrong values', '{"language":"fr","theme":"dark","redUp":true,"notifications":true}'],
  ['empty', ''],
])('sets a file aside that is %s, and says so', (_how, text) => {
  const file = join(dataDir, 'settings.json');
  writeFileSync(file, text);
  const store = new SettingsStore(dataDir);
  expect(store.get().language).toBe('zh');
  expect(store.damaged).toBe(`${file}.damaged`);
  expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text);
  store.set({ redUp: false });
  expect(new SettingsStore(dataDir)).toMatchObject({ damaged: null });
});
