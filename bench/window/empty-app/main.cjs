/**
 * The least that is a window: an empty page, as sandboxed as ours. It prints when the page was drawn and which processes
 * it has, and stays until it is ended. What it takes, the runtime takes, whatever the app.
 */
'use strict';

const { app, BrowserWindow } = require('electron');

const DRAWN = `new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.timeOrigin + performance.now())));
})`;

const began = process.getCreationTime() ?? Date.now();
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1440, height: 900, webPreferences: { sandbox: true, contextIsolation: true } });
  await window.loadURL('data:text/html,<!doctype html><title>empty</title>');
  const usable = Math.round((await window.webContents.executeJavaScript(DRAWN)) - began);
  const processes = app.getAppMetrics().map(({ pid, type }) => ({ pid, type }));
  process.stdout.write(`${JSON.stringify({ usable, processes })}\n`);
});
