import { BrowserWindow } from 'electron';

/** Prints a page that runs nothing to a PDF of A4, in a window that nobody sees. */
export async function printPdf(html: string): Promise<Buffer> {
  const printable = `data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`;
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    await window.loadURL(printable);
    return await window.webContents.printToPDF({ pageSize: 'A4', landscape: true, printBackground: true });
  } finally {
    window.destroy();
  }
}
