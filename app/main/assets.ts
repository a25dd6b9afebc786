import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isOurs } from './origin.ts';

/** What the window may load, by file name; a file of another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** The file under `root` that `url` means, or null when it means none. Says nothing about whether it exists. */
export function assetPath(root: string, url: string): string | null {
  if (!isOurs(url)) return null;
  const name = decoded(new URL(url).pathname);
  if (name === null || /[\\\0:]/.test(name) || name.split('/').includes('..')) return null;
  const path = join(root, name);
  return path.startsWith(root + sep) ? path : null;
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

/** Answers one request of our scheme from the files under `root`. */
export async function serveAsset(root: string, request: Request, headers: Readonly<Record<string, string>>): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...headers, allow: 'GET' } });
  const path = assetPath(root, request.url);
  const type = path === null ? undefined : TYPES[extname(path)];
  if (path === null || type === undefined) return new Response(null, { status: 404, headers });
  try {
    // A link inside the folder must not lead out of it.
    if (!(await realpath(path)).startsWith((await realpath(root)) + sep)) return new Response(null, { status: 404, headers });
    return new Response(await readFile(path), { headers: { ...headers, 'content-type': type } });
  } catch {
    return new Response(null, { status: 404, headers });
  }
}
