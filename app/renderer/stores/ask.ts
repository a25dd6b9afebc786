import { type Reply } from '../../preload/contract.ts';
import { noticeRefusal } from './notices.ts';

/** Awaits an answer; a refusal is shown to the trader and gives null. */
export async function ask<T>(reply: Promise<Reply<T>>): Promise<{ readonly value: T } | null> {
  const answer = await reply;
  if (answer.ok) return { value: answer.value };
  noticeRefusal(answer.error);
  return null;
}
