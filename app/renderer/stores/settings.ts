import { create } from 'zustand';
import { type Settings } from '../../preload/contract.ts';
import { bridge } from './bridge.ts';
import { noticeRefusal } from './notices.ts';

const START: Settings = { language: 'zh', theme: 'dark', redUp: true, notifications: true, afterCrash: 'pause' };

/** The settings as the main process keeps them. */
export const useSettings = create<Settings>(() => START);

export function takeSettings(settings: Settings): void {
  useSettings.setState(settings);
  const root = document.documentElement;
  root.lang = settings.language === 'zh' ? 'zh-CN' : 'en';
  root.dataset['theme'] = settings.theme;
  root.dataset['updown'] = settings.redUp ? 'red-up' : 'green-up';
}

/** Shown at once; if the main process refuses, it is put back and said. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  const before = useSettings.getState();
  takeSettings({ ...before, ...change });
  const reply = await bridge().setSettings(change);
  if (reply.ok) return;
  takeSettings(before);
  noticeRefusal(reply.error);
}
