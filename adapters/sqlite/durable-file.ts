import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives a finished file its name, durably: after a power cut there is the whole of it or what stood there before. */
export function putInPlace(finished: string, path: string): void {
  flush(finished);
  renameSync(finished, path);
  // Windows opens no folders, and needs none flushed.
  if (process.platform !== 'win32') flush(dirname(path));
}

function flush(path: string): void {
  const handle = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
