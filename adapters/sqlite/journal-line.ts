import { hash as digest } from 'node:crypto';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type EpochMs, formatLocalTime, parseLocalTime } from '../../core/kernel/time.ts';
import { type Recorded } from '../../core/oms/events.ts';
import { type EventText, decodeEvent } from './event-codec.ts';

/** What the first record of all follows. */
export const GENESIS = '0'.repeat(64);

const HASH_HEX = 64;
const TAIL = /^,"prev":"([0-9a-f]{64})","hash":"([0-9a-f]{64})"\}$/;
const TAIL_LENGTH = ',"prev":"","hash":""}'.length + 2 * HASH_HEX;
const TEXT = /^\{"seq":([1-9]\d{0,15}),"step":(\d{1,16}),"at":"([^"]{23})","type":"([A-Za-z]+)","data":(\{.*\})\}$/;

/**
 * A record as text: one line of `events.jsonl` without its chain. What the hash of the record rests on:
 * `{"seq":…,"step":…,"at":"…","type":"…","data":{…}}`, in this order, without blanks.
 */
export function recordText(seq: number, step: number, at: EpochMs, event: EventText): string {
  return `{"seq":${seq},"step":${step},"at":"${formatLocalTime(at)}","type":"${event.type}","data":${event.data}}`;
}

/** The hash of a record: SHA-256, in hex, of the hash before it and its text. */
export function chainHash(prev: string, text: string): string {
  return digest('sha256', prev + text);
}

/** The whole line, without its end: the text with `prev` and `hash` as its last two keys. */
export function chainedLine(text: string, prev: string, hash: string): string {
  return `${text.slice(0, -1)},"prev":"${prev}","hash":"${hash}"}`;
}

/** A line taken apart; nothing about it has been checked but its form. */
export interface JournalLine {
  readonly seq: number;
  readonly step: number;
  readonly at: string;
  readonly type: string;
  readonly data: string;
  readonly text: string;
  readonly prev: string;
  readonly hash: string;
}

/** Takes a line apart; undefined when it has not the form of a record, to the byte. */
export function splitLine(line: string): JournalLine | undefined {
  const tail = TAIL.exec(line.slice(-TAIL_LENGTH));
  const text = `${line.slice(0, -TAIL_LENGTH)}}`;
  const head = TEXT.exec(text);
  if (tail === null || head === null) return undefined;
  const [, seq, step, at = '', type = '', data = ''] = head;
  const [, prev = '', hash = ''] = tail;
  return { seq: Number(seq), step: Number(step), at, type, data, text, prev, hash };
}

/** The record that a line holds; the error says what is wrong with it. */
export function readRecord({ seq, step, at, type, data }: JournalLine): Result<Recorded, string> {
  const time = parseLocalTime(at);
  return time.ok ? recordOf({ seq, step, at: time.value }, type, data) : err('at: not a time');
}

/** A record from the text of its event. */
export function recordOf(head: Omit<Recorded, 'event'>, type: string, data: string): Result<Recorded, string> {
  const parsed = parseJson(data);
  if (!parsed.ok) return parsed;
  const event = decodeEvent(type, parsed.value);
  return event.ok ? ok({ ...head, event: event.value }) : event;
}

function parseJson(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err('data: not JSON');
  }
}
