import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

const TYPE_MASK = 0o170000;
const SYMLINK = 0o120000;
const PERMISSIONS = 0o777;

/**
 * Extracts a zip archive with the permissions and symbolic links it holds.
 *
 * @param {string} archive
 * @param {string} folder
 * @param {object} options
 * @param {(name: string) => string | null} options.rename The path in `folder` of a file in the archive; null leaves it out.
 * @param {(done: number, total: number) => void} options.onProgress In bytes of the archive.
 */
export async function unzip(archive, folder, { rename, onProgress }) {
  const zip = await yauzl.openPromise(archive);
  let done = 0;
  for await (const entry of zip.eachEntry()) {
    done += entry.compressedSize;
    onProgress(done, zip.fileSize);
    const name = entry.fileName.endsWith('/') ? null : rename(entry.fileName);
    if (name === null) continue;
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    const mode = entry.externalFileAttributes >>> 16;
    const content = await zip.openReadStreamPromise(entry);
    if ((mode & TYPE_MASK) === SYMLINK) await symlink(await text(content), target);
    else await pipeline(content, createWriteStream(target, { mode: mode & PERMISSIONS }));
  }
}
