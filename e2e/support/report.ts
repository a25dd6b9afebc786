import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Kaipan } from './kaipan.ts';
import { button } from './window.ts';

/** Exports a report by the page of the past's menu; the system's dialog answers with a file of ours. */
export async function exported(kaipan: Kaipan, format: string): Promise<string> {
  const file = path.join(kaipan.dataDir, `report.${format.toLowerCase()}`);
  await kaipan.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await button(kaipan, '导出报告').click();
  await kaipan.page.getByRole('menuitem', { name: format }).click();
  await kaipan.until(() => existsSync(file), 'the report to be written');
  return file;
}
