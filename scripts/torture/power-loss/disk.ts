import { dirname } from 'node:path';
import { type Random } from '../../../core/kernel/random.ts';
import { type DiskCall } from './trace.ts';

/** What a power cut leaves of what was never flushed: nothing, all, or some sectors and names, as chance has it. */
export type Remains = 'nothing' | 'all' | Random;

/** What a disk writes whole. */
const SECTOR = 512;

type Change = { readonly offset: number; readonly data: Buffer } | { readonly size: number };

interface File {
  /** What a power cut cannot take. */
  flushed: Buffer;
  /** Changes since, in their order. */
  pending: Change[];
}

/** A name that a file was given, or null where it was taken from it. */
interface Naming {
  readonly path: string;
  readonly file: File | null;
}

/**
 * A disk that keeps only what it was told to flush: the content of a file by flushing the file, its name, and that another
 * is gone, by flushing the folder. Stricter than the file systems in use, most of which keep the name with the content.
 */
export class Disk {
  /** Files as the programs see them. */
  readonly #names = new Map<string, File>();
  readonly #flushedNames = new Map<string, File>();
  #pendingNames: Naming[] = [];

  do(call: DiskCall): void {
    switch (call.kind) {
      case 'create':
        if (!this.#names.has(call.path)) this.#name(call.path, { flushed: Buffer.of(), pending: [] });
        return;
      case 'write':
        this.#change(call.path, { offset: call.offset ?? this.#sizeOf(call.path), data: call.data });
        return;
      case 'truncate':
        this.#change(call.path, { size: call.size });
        return;
      case 'sync':
        return this.#flush(call.path);
      case 'unlink':
        return this.#name(call.path, null);
      case 'rename':
        this.#name(call.to, this.#names.get(call.path) ?? null);
        return this.#name(call.path, null);
    }
  }

  /** The files that are there after the power has come back, by their paths. */
  after(remains: Remains): ReadonlyMap<string, Buffer> {
    const names = new Map(this.#flushedNames);
    // A file system writes down its names in the order in which they changed.
    const kept = shareOf(this.#pendingNames.length, remains);
    for (const { path, file } of this.#pendingNames.slice(0, kept)) rename(names, path, file);
    return new Map([...names].map(([path, file]) => [path, contentOf(file, remains)]));
  }

  #name(path: string, file: File | null): void {
    rename(this.#names, path, file);
    this.#pendingNames.push({ path, file });
  }

  #change(path: string, change: Change): void {
    this.#names.get(path)?.pending.push(change);
  }

  #flush(path: string): void {
    const file = this.#names.get(path);
    if (file === undefined) return this.#flushFolder(path);
    file.flushed = contentOf(file, 'all');
    file.pending = [];
  }

  #flushFolder(folder: string): void {
    for (const { path, file } of this.#pendingNames) if (dirname(path) === folder) rename(this.#flushedNames, path, file);
    this.#pendingNames = this.#pendingNames.filter(({ path }) => dirname(path) !== folder);
  }

  #sizeOf(path: string): number {
    const file = this.#names.get(path);
    return file === undefined ? 0 : contentOf(file, 'all').length;
  }
}

function rename(names: Map<string, File>, path: string, file: File | null): void {
  if (file === null) names.delete(path);
  else names.set(path, file);
}

function shareOf(count: number, remains: Remains): number {
  if (typeof remains === 'string') return remains === 'all' ? count : 0;
  return Math.floor(remains() * (count + 1));
}

function contentOf({ flushed, pending }: File, remains: Remains): Buffer {
  let content = flushed;
  if (remains === 'nothing' || pending.length === 0) return content;
  for (const change of pending) content = 'size' in change ? cut(content, change.size, remains) : written(content, change, remains);
  return content;
}

function cut(content: Buffer, size: number, remains: Remains): Buffer {
  if (typeof remains !== 'string' && remains() < 0.5) return content;
  return size <= content.length ? content.subarray(0, size) : Buffer.concat([content, Buffer.alloc(size - content.length)]);
}

/** Sector by sector: a write may be torn. */
function written(content: Buffer, { offset, data }: Extract<Change, { offset: number }>, remains: Remains): Buffer {
  const grown = Buffer.alloc(Math.max(content.length, offset + data.length));
  content.copy(grown);
  for (let at = 0; at < data.length;) {
    const end = Math.min(data.length, at + SECTOR - ((offset + at) % SECTOR));
    if (typeof remains === 'string' || remains() < 0.5) data.copy(grown, offset + at, at, end);
    at = end;
  }
  return grown;
}
