import { isAscii, isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable, pipeline } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';
import { type Err, type Refusal, type Result, ok, refuse } from '../../core/kernel/result.ts';

/**
 * Why a file could not be read as text. `params.file` names it; `params.line` is the last line that could be seen,
 * where there is one.
 */
export type FileProblem =
  | 'file.notFound'
  | 'file.unreadable'
  | 'file.gzipTruncated'
  | 'file.gzipDamaged'
  | 'file.notText'
  | 'file.badEncoding'
  | 'file.lineTooLong';

/** A file by its path, or what somebody dropped on the window with the name it had. */
export type TextSource = string | { readonly name: string; readonly bytes: Uint8Array };

export function sourceName(source: TextSource): string {
  return typeof source === 'string' ? source : source.name;
}

/** Consecutive lines of a file without their line ends. */
export interface LineBatch {
  /** Number of `lines[0]` in the file; the first line is 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** Longer lines are taken for rubbish: the widest row Kaipan knows, a quote, has about 400 characters. */
export const MAX_LINE = 65_536;
const CHUNK_BYTES = 262_144;
const LONGEST_CHARACTER = 4;

/**
 * Reads a text file piece by piece, whatever its size: gzip is known by its first bytes, UTF-16 by its BOM, a BOM is
 * dropped, and what is not UTF-8 is read as GB18030, the superset of GBK (which Chinese brokers' clients export).
 *
 * A failure is the last item. What came before it may be part of a damaged file: nothing of it should be kept.
 */
export async function* textChunks(source: TextSource): AsyncGenerator<Result<string, Refusal<FileProblem>>, void, void> {
  const decoder = new Decoder();
  try {
    for await (const bytes of byteChunks(source)) {
      if (!bytes.ok) return yield bytes;
      const text = decoder.decode(bytes.value);
      if (text !== '') yield ok(text);
    }
    const rest = decoder.end();
    if (rest !== '') yield ok(rest);
  } catch (error) {
    yield fileFailure(sourceName(source), error);
  }
}

/**
 * The file's bytes, unpacked where it is gzip, for readers that need no text. A failure is the last item, as for
 * {@link textChunks}.
 */
export async function* byteChunks(source: TextSource): AsyncGenerator<Result<Buffer, Refusal<FileProblem>>, void, void> {
  let handle: FileHandle | null = null;
  try {
    let plain: Readable;
    if (typeof source === 'string') {
      handle = await open(source);
      plain = await plainFile(handle);
    } else {
      plain = plainBytes(source);
    }
    for await (const bytes of plain) yield ok(bytes as Buffer);
  } catch (error) {
    yield fileFailure(sourceName(source), error);
  } finally {
    await handle?.close();
  }
}

/**
 * Reads a text file's lines in batches, so that awaiting costs once per batch and not once per line. Line ends are `\n`
 * or `\r\n`; an end after the last line is optional.
 *
 * A failure is the last item, as for {@link textChunks}.
 */
export async function* lineBatches(source: TextSource): AsyncGenerator<Result<LineBatch, Refusal<FileProblem>>> {
  const file = sourceName(source);
  let first = 1;
  let partial = '';
  for await (const chunk of textChunks(source)) {
    if (!chunk.ok) {
      yield refuse(chunk.error.code, { ...chunk.error.params, ...(first > 1 && { line: first }) });
      return;
    }
    const lines = (partial + chunk.value).split('\n');
    partial = lines.pop() ?? '';
    lines.forEach((line, i) => {
      if (line.endsWith('\r')) lines[i] = line.slice(0, -1);
    });
    const long = [...lines, partial].findIndex((line) => line.length > MAX_LINE);
    if (long >= 0) {
      yield refuse('file.lineTooLong', { file, line: first + long, limit: MAX_LINE });
      return;
    }
    if (lines.length > 0) yield ok({ first, lines });
    first += lines.length;
  }
  if (partial !== '') yield ok({ first, lines: [partial.endsWith('\r') ? partial.slice(0, -1) : partial] });
}

/** The file's bytes, unpacked where it is gzip. */
async function plainFile(handle: FileHandle): Promise<Readable> {
  const start = Buffer.alloc(2);
  await handle.read(start, 0, 2, 0);
  return unpacked(handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES, autoClose: false }), start);
}

function plainBytes({ bytes }: { readonly bytes: Uint8Array }): Readable {
  return unpacked(Readable.from([Buffer.from(bytes)]), bytes);
}

function unpacked(raw: Readable, start: Uint8Array): Readable {
  if (start[0] !== 0x1f || start[1] !== 0x8b) return raw;
  // A failure reaches the reader of the unpacked stream; the callback only keeps `pipeline` from throwing it too.
  return pipeline(raw, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
}

class NotText extends Error {}
class BadEncoding extends Error {}

/**
 * Bytes to text. Plain ASCII reads the same in both encodings, so the choice is made at the first byte beyond it: UTF-8
 * when all of that chunk is valid UTF-8, otherwise GB18030.
 */
class Decoder {
  private chosen: TextDecoder | null = null;
  private held: Buffer = Buffer.alloc(0);
  private atStart = true;

  decode(bytes: Buffer): string {
    if (this.atStart && this.held.length === 0) this.chosen = wideDecoder(bytes);
    this.atStart &&= this.chosen === null;
    if (this.chosen?.encoding.startsWith('utf-16') !== true && bytes.includes(0)) throw new NotText();
    if (this.chosen !== null) return this.run(this.chosen, bytes, true);
    const pending = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    if (isAscii(pending)) {
      this.held = Buffer.alloc(0);
      this.atStart = false;
      return pending.toString('latin1');
    }
    const beyond = pending.findIndex((byte) => byte >= 0x80);
    if (pending.length - beyond < LONGEST_CHARACTER) {
      // Too little to tell the encodings apart: wait for more.
      this.held = pending;
      return '';
    }
    return this.run(this.choose(pending), pending, true);
  }

  /** What was held back for want of its end. */
  end(): string {
    if (this.chosen !== null) return this.run(this.chosen, Buffer.alloc(0), false);
    return this.held.length === 0 ? '' : this.run(this.choose(this.held), this.held, false);
  }

  private choose(bytes: Buffer): TextDecoder {
    const encoding = startsAsUtf8(bytes) && !isGbkInDisguise(bytes) ? 'utf-8' : 'gb18030';
    this.chosen = new TextDecoder(encoding, { fatal: true, ignoreBOM: !this.atStart });
    this.held = Buffer.alloc(0);
    return this.chosen;
  }

  private run(decoder: TextDecoder, bytes: Buffer, stream: boolean): string {
    try {
      return withoutNul(decoder.decode(bytes, { stream }));
    } catch (error) {
      throw error instanceof NotText ? error : new BadEncoding();
    }
  }
}

function withoutNul(text: string): string {
  if (text.includes('\0')) throw new NotText();
  return text;
}

/** Spreadsheets write "Unicode text" as UTF-16 with a BOM; null without one. */
function wideDecoder(start: Buffer): TextDecoder | null {
  if (start[0] === 0xff && start[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  return start[0] === 0xfe && start[1] === 0xff ? new TextDecoder('utf-16be', { fatal: true }) : null;
}

/** Whether the bytes are UTF-8, but for a last character that may be cut. */
function startsAsUtf8(bytes: Buffer): boolean {
  for (let cut = 0; cut < LONGEST_CHARACTER; cut += 1) {
    if (isUtf8(bytes.subarray(0, bytes.length - cut))) return true;
  }
  return false;
}

/**
 * Some Chinese words in GBK are valid UTF-8 by accident (茅台, C3 A9 CC A8, would read as ę́): always as characters of two
 * bytes. Chinese in UTF-8 has three, and the signs that have two (±, σ, ·) rarely stand side by side.
 */
function isGbkInDisguise(utf8: Buffer): boolean {
  let longest = 0;
  let run = 0;
  for (let at = 0; at < utf8.length; at += 1) {
    const byte = utf8[at] ?? 0;
    if (byte >= 0xe0) return false;
    if (byte < 0x80) run = 0;
    else if (byte >= 0xc0) run += 1;
    longest = Math.max(longest, run);
  }
  return longest > 1;
}

function fileFailure(file: string, error: unknown): Err<Refusal<FileProblem>> {
  if (error instanceof NotText) return refuse('file.notText', { file });
  if (error instanceof BadEncoding) return refuse('file.badEncoding', { file });
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'ENOENT') return refuse('file.notFound', { file });
  if (code === 'Z_BUF_ERROR') return refuse('file.gzipTruncated', { file });
  if (code.startsWith('Z_')) return refuse('file.gzipDamaged', { file });
  if (/^E[A-Z]+$/.test(code)) return refuse('file.unreadable', { file, reason: code });
  throw error;
}
