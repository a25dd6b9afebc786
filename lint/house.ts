import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** A file's path in the work tree, with `/`, wherever the linter was started. */
export function houseFile(filename: string): string {
  return path.relative(root, filename).split(path.sep).join('/');
}
