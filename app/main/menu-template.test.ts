import type { MenuItemConstructorOptions } from 'electron';
import { expect, it, vi } from 'vitest';
import { type Settings } from '../preload/contract.ts';
import { menuTemplate } from './menu-template.ts';

const settings: Settings = { language: 'zh', theme: 'dark', redUp: true, notifications: true, afterCrash: 'pause' };
const actions = { command: vi.fn(), change: vi.fn(), about: vi.fn(), quit: vi.fn() };

function leaves(items: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item])).filter(({ type }) => type !== 'separator');
}

it.each(['linux', 'darwin', 'win32'] as const)('has no dead item and no item without a name on %s', (platform) => {
  for (const language of ['zh', 'en'] as const) {
    const all = leaves(menuTemplate({ ...settings, language }, actions, platform));
    expect(all.length).toBeGreaterThan(20);
    for (const { label, role, click } of all) {
      expect(label).toBeTruthy();
      expect(role !== undefined || click !== undefined, label).toBe(true);
    }
  }
});

it('does what its items say', () => {
  const press = (label: string): void => {
    const item = leaves(menuTemplate(settings, actions, 'linux')).find((candidate) => candidate.label === label);
    (item?.click as (() => void) | undefined)?.();
  };
  press('导入信号…');
  press('English');
  press('红涨绿跌');
  press('退出开盘');
  expect(actions.command).toHaveBeenCalledExactlyOnceWith('importSignals');
  expect(actions.change.mock.calls).toEqual([[{ language: 'en' }], [{ redUp: false }]]);
  expect(actions.quit).toHaveBeenCalledOnce();
});

it('leaves keys that the page handles to the page', () => {
  const all = leaves(menuTemplate(settings, actions, 'linux')).filter(({ accelerator }) => accelerator !== undefined);
  expect(all.filter(({ registerAccelerator }) => registerAccelerator !== false).map(({ label }) => label)).toEqual(['退出开盘']);
});
