import { invariant } from '../../../core/kernel/invariant.ts';

/** What a process asked of the disk, as `strace -y -xx` tells it. */
export type DiskCall =
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; /** Null: at the end. */ readonly offset: number | null; readonly data: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  /** Of a file or of a folder. */
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string };

/** The calls that {@link readTrace} understands: everything by which our programs change a disk. */
export const TRACED = 'openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename';

/** `name(arguments) = result`, without those that failed or were cut short by a kill. */
const CALL = /^(?<name>\w+)\((?<args>.*)\)\s+= (?<result>\d+)/;
/** A file that is open, by its path, or a path or data by itself. */
const HEX = /(?:\d+<|")((?:\\x[\da-f]{2})*)(?:>|")/g;

/** The calls of one thread that concern `folder`, in their order. */
export function* readTrace(text: string, folder: string): Generator<DiskCall> {
  for (const line of text.split('\n')) {
    const call = CALL.exec(line)?.groups;
    if (call === undefined) continue;
    const [first = Buffer.of(), second = Buffer.of()] = [...(call['args'] ?? '').matchAll(HEX)].map(([, hex = '']) => bytesOf(hex));
    const path = first.toString();
    if (path.startsWith(folder)) yield* callOf(call['name'] ?? '', { path, second, args: call['args'] ?? '', result: Number(call['result']) });
  }
}

interface Call {
  readonly path: string;
  readonly second: Buffer;
  readonly args: string;
  readonly result: number;
}

function callOf(name: string, { path, second, args, result }: Call): readonly DiskCall[] {
  switch (name) {
    case 'openat':
      return args.includes('O_CREAT') ? [{ kind: 'create', path }] : [];
    case 'pwrite64':
      return [{ kind: 'write', path, offset: lastNumber(args), data: second.subarray(0, result) }];
    case 'write':
      return [{ kind: 'write', path, offset: null, data: second.subarray(0, result) }];
    case 'ftruncate':
      return [{ kind: 'truncate', path, size: lastNumber(args) }];
    case 'fsync':
    case 'fdatasync':
      return [{ kind: 'sync', path }];
    case 'unlink':
      return [{ kind: 'unlink', path }];
    case 'rename':
      return [{ kind: 'rename', path, to: second.toString() }];
    default:
      return [];
  }
}

function lastNumber(args: string): number {
  const number = Number(args.slice(args.lastIndexOf(',') + 1));
  invariant(Number.isSafeInteger(number), `${args.slice(-40)} ends with a number`);
  return number;
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}
