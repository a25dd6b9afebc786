import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DesktopNotices } from './desktop-notices.ts';
import { SettingsStore } from './settings-store.ts';
import { type Words } from './words.ts';

const shown = vi.hoisted(() => vi.fn());
vi.mock('electron', () => ({
  Notification: class {
    static isSupported = (): boolean => true;
    readonly text: { title: string };
    constructor(text: { title: string }) {
      this.text = text;
    }
    on(): void {}
    show(): void {
      shown(this.text.title);
    }
  },
}));

let dataDir: string;
let settings: SettingsStore;
const text = ({ language }: Words) => ({ title: language, body: '' });

beforeEach(() => {
  shown.mockClear();
  dataDir = mkdtempSync(join(tmpdir(), 'kaipan-notices-'));
  settings = new SettingsStore(dataDir);
});

afterEach(() => rmSync(dataDir, { recursive: true }));

it('tells nobody of a run by itself', () => {
  new DesktopNotices(settings, false, () => undefined).tell(text);
  expect(shown).not.toHaveBeenCalled();
});

it('speaks the trader’s language, and is silent when told to be', () => {
  const desktop = new DesktopNotices(settings, true, () => undefined);
  desktop.tell(text);
  settings.set({ language: 'en' });
  desktop.tell(text);
  settings.set({ notifications: false });
  desktop.tell(text);
  expect(shown.mock.calls).toEqual([['语言'], ['Language']]);
});
