import path from 'node:path';
import { RuleTester } from 'oxlint/plugins-dev';
import { describe, it } from 'vitest';
import plugin from './plugin.ts';

RuleTester.describe = describe;
RuleTester.it = it;

const tester = new RuleTester();
const at = (file: string): string => path.resolve(import.meta.dirname, '..', file);
const errors = [{ message: /./ }];

/** Every form in which a file can name another one. */
const FORMS = [
  "import { a } from '../oms/events.ts';",
  "import '../oms/events.ts';",
  "import type { A } from '../oms/events.ts';",
  "import { type A } from '../oms/events.ts';",
  "export { a } from '../oms/events.ts';",
  "export type { A } from '../oms/events.ts';",
  "export * from '../oms/events.ts';",
  "export * as all from '../oms/events.ts';",
  "type A = import('../oms/events.ts').A;",
  "const all = await import('../oms/events.ts');",
  "const all = require('../oms/events.ts');",
];

tester.run('layers', rule('layers'), {
  valid: [
    ...FORMS.map((code) => ({ code, filename: at('core/settlement/settle.ts') })),
    { code: "import { type A, type B } from '../../core/oms/events.ts';", filename: at('app/preload/rows.ts') },
    { code: "export { type A } from '../../core/oms/events.ts';", filename: at('app/preload/rows.ts') },
  ],
  invalid: [
    ...FORMS.map((code) => ({ code, filename: at('core/plan/sizing.ts'), errors })),
    { code: "import { type A, b } from '../../core/oms/events.ts';", filename: at('app/preload/rows.ts'), errors },
    { code: "import '../../core/oms/events.ts';", filename: at('app/preload/rows.ts'), errors },
  ],
});

tester.run('electron-parts', rule('electron-parts'), {
  valid: [
    { code: "import { ipcMain } from 'electron';", filename: at('app/main/ipc-gate.ts') },
    { code: "import { contextBridge, ipcRenderer } from 'electron';", filename: at('app/preload/preload.ts') },
    { code: "import { app, BrowserWindow } from 'electron';", filename: at('app/main/main.ts') },
    { code: "import type { IpcMain } from 'electron';", filename: at('app/main/main.ts') },
  ],
  invalid: [
    { code: "import { ipcMain } from 'electron';", filename: at('app/main/main.ts'), errors },
    { code: "import { app, ipcMain as gate } from 'electron';", filename: at('app/main/main.ts'), errors },
    { code: "import { shell } from 'electron';", filename: at('app/main/menu.ts'), errors },
    { code: "import { safeStorage } from 'electron';", filename: at('app/main/main.ts'), errors },
    { code: "import { ipcRenderer } from 'electron';", filename: at('app/preload/contract.ts'), errors },
    { code: "import * as electron from 'electron';", filename: at('app/main/main.ts'), errors },
    { code: "import electron from 'electron';", filename: at('app/main/main.ts'), errors },
  ],
});

tester.run('core-values', rule('core-values'), {
  valid: [
    { code: 'new Date(moment);', filename: at('core/oms/decide.ts') },
    { code: 'Number(whole);', filename: at('core/kernel/decimal.ts') },
    { code: 'Number.isSafeInteger(value);', filename: at('core/oms/decide.ts') },
  ],
  invalid: [
    { code: 'new Date();', filename: at('core/kernel/time.ts'), errors },
    { code: 'new Date(2026, 0);', filename: at('core/oms/decide.ts'), errors },
    { code: 'Date();', filename: at('core/oms/decide.ts'), errors },
    { code: "Number('19.38');", filename: at('core/market/quote.ts'), errors },
  ],
});

function rule(name: string) {
  const found = plugin.rules[name];
  if (found === undefined) throw new Error(`no rule ${name}`);
  return found;
}
