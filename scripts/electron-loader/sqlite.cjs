/** Gives whoever asks for better-sqlite3 the one that was built for this runtime: in the main thread and in every other. */
'use strict';

const Module = require('node:module');
const path = require('node:path');
const threads = require('node:worker_threads');

const sqlite = path.join(__dirname, 'better-sqlite3');
const replaced = new Map([
  ['better-sqlite3', path.join(sqlite, 'lib', 'index.js')],
  // What better-sqlite3 finds its binary with.
  ['bindings', path.join(__dirname, 'bindings.cjs')],
]);

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = (request, ...rest) => replaced.get(request) ?? resolveFilename(request, ...rest);

threads.Worker = class extends threads.Worker {
  constructor(file, { execArgv = [], ...options } = {}) {
    super(file, { ...options, execArgv: [...execArgv, '--require', __filename] });
  }
};
