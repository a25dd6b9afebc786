/**
 * Stands at `resources/app` of the fallback runtime and does what Electron's own `default_app` does: opens the app
 * folder given on the command line. Besides, it hands that app the better-sqlite3 which was built for this runtime.
 */
'use strict';

const { app } = require('electron');
const { existsSync } = require('node:fs');
const path = require('node:path');

require('./sqlite.cjs');

const folder = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
const manifest = folder === undefined ? '' : path.resolve(folder, 'package.json');
if (existsSync(manifest)) {
  open(path.dirname(manifest), require(manifest));
} else {
  console.error(`No app at ${folder ?? 'the command line'}: a folder with a package.json is needed.`);
  app.exit(1);
}

function open(appFolder, { name, productName, version, main }) {
  process.defaultApp = true;
  app.setAppPath(appFolder);
  app.setName(productName ?? name);
  app.setVersion(version);
  require(path.join(appFolder, main));
}
