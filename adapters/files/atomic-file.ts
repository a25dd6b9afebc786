import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const BUFFERED_CHARACTERS = 262_144;

/**
 * A file that appears under its name whole or not at all: it is written beside it under a temporary name, flushed
 * to the disk and then renamed. Call {@link commit}, and {@link discard} in any case; only a killed process leaves the
 * temporary file. All methods throw the file system's own errors.
 */
export class AtomicFile {
  private readonly path: string;
  private readonly temporary: string;
  private readonly descriptor: number;
  private buffer = '';
  private open = true;
  private kept = false;

  /** Opens the temporary file, so that a folder that cannot be written is known before the work is done. */
  constructor(path: string) {
    this.path = path;
    this.temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    this.descriptor = openSync(this.temporary, 'w');
  }

  /** Text is written as UTF-8, bytes as they are. */
  append(content: string | Uint8Array): void {
    if (typeof content !== 'string') {
      this.flush();
      this.write(content);
      return;
    }
    this.buffer += content;
    if (this.buffer.length >= BUFFERED_CHARACTERS) this.flush();
  }

  commit(): void {
    this.flush();
    fsyncSync(this.descriptor);
    this.close();
    renameSync(this.temporary, this.path);
    this.kept = true;
  }

  /** Leaves nothing behind; after a commit it does nothing. */
  discard(): void {
    this.close();
    if (!this.kept) rmSync(this.temporary, { force: true });
  }

  private close(): void {
    if (this.open) closeSync(this.descriptor);
    this.open = false;
  }

  private flush(): void {
    const text = this.buffer;
    this.buffer = '';
    this.write(Buffer.from(text));
  }

  private write(bytes: Uint8Array): void {
    for (let written = 0; written < bytes.length;) written += writeSync(this.descriptor, bytes, written);
  }
}

/** Writes a whole file under its name, or leaves what was there. @throws the file system's error. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const file = new AtomicFile(path);
  try {
    file.append(content);
    file.commit();
  } finally {
    file.discard();
  }
}
