import { open } from 'node:fs/promises';

/** The file's bytes, or null when there are more than `limit`; no more than those are ever read. */
export async function readSmall(path: string, limit: number): Promise<Uint8Array | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > limit) return null;
    return await file.readFile();
  } finally {
    await file.close();
  }
}
