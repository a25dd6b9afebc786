import { BrowserWindow } from 'electron';

/** The number of the page; Chromium fills it in. */
const FOOTER =
  '<p style="width:100%;margin:0 14mm;font-size:7px;text-align:right;color:#4a545f"><span class="pageNumber"></span> / <span class="totalPages"></span></p>';

/** Prints a page that runs nothing to a PDF of the size that its style asks for, in a window that nobody sees. */
export async function printPdf(html: string): Promise<Buffer> {
  const printable = `data:text/html;charset=utf-8;base64,${Buffer.from(html).toString('base64')}`;
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  });
  try {
    await window.loadURL(printable);
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: FOOTER });
  } finally {
    window.destroy();
  }
}
