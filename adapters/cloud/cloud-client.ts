import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { z } from 'zod';
import { type Result, err, ok } from '../../core/kernel/result.ts';
import { type Stream } from './outbox.ts';
import {
  type CloudProblem,
  type Credentials,
  type Enrolment,
  type ListedStrategy,
  type Parcel,
  type Progress,
  type SignedSignals,
  type Taken,
  credentialsSchema,
  problemSchema,
  progressSchema,
  signedSignalsSchema,
  strategiesSchema,
  takenSchema,
} from './protocol.ts';

/** Why a request came to nothing. `refused`: the cloud said no. `failed`: nobody knows; it may be asked again. */
export type CloudFailure =
  | { readonly kind: 'refused'; readonly problem: CloudProblem }
  | { readonly kind: 'failed'; readonly reason: string };

/** Time that one request may take, in milliseconds. */
const REQUEST_MS = 15_000;
/** What these statuses say may be otherwise the next time. */
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Off this thread, which trades. */
const pack = promisify(gzip);

/** What is sent of an item, before it is packed. */
export function bodyOf(parcel: Parcel): string {
  return JSON.stringify(parcel);
}

/** A cloud at an address, as one terminal sees it. */
export class CloudClient {
  readonly #url: string;
  readonly #timeoutMs: number;

  /** @throws TypeError for an address that is no URL */
  constructor(url: string, timeoutMs = REQUEST_MS) {
    this.#url = new URL('/v1/', url).href;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Makes a terminal known: with a user's token one more of that user; without (null) the first one of a new user, at a
   * cloud that lets strangers in.
   */
  enrol(enrolment: Enrolment, userToken: string | null): Promise<Result<Credentials, CloudFailure>> {
    return this.#ask('terminals', credentialsSchema, { method: 'POST', body: JSON.stringify(enrolment) }, userToken ?? undefined);
  }

  /** How far the uploads of an account have come. */
  progress({ terminal, token }: Credentials, { account, mode }: Stream): Promise<Result<Progress, CloudFailure>> {
    return this.#ask(`terminals/${terminal}/accounts/${encodeURIComponent(account)}/${mode}`, progressSchema, { method: 'GET' }, token);
  }

  /** Sends an item to its place. Safe to repeat: the same item is taken once. */
  async send({ terminal, token }: Credentials, place: number, parcel: Parcel): Promise<Result<Taken, CloudFailure>> {
    const body = await pack(bodyOf(parcel));
    const init = { method: 'PUT', body, headers: { 'content-encoding': 'gzip' } };
    return this.#ask(`terminals/${terminal}/items/${place}`, takenSchema, init, token);
  }

  /** What can be followed there. */
  strategies({ token }: Credentials): Promise<Result<readonly ListedStrategy[], CloudFailure>> {
    return this.#ask('strategies', strategiesSchema, { method: 'GET' }, token);
  }

  /** A strategy's latest signals, as the cloud says them: to be checked before they are used. */
  signals({ token }: Credentials, strategy: string): Promise<Result<SignedSignals, CloudFailure>> {
    return this.#ask(`strategies/${strategy}/signals`, signedSignalsSchema, { method: 'GET' }, token);
  }

  async #ask<Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    init: { readonly method: string; readonly body?: string | Buffer<ArrayBuffer>; readonly headers?: Record<string, string> },
    token?: string,
  ): Promise<Result<Answer, CloudFailure>> {
    const headers: Record<string, string> = { ...init.headers };
    if (init.body !== undefined) headers['content-type'] = 'application/json';
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    try {
      const signal = AbortSignal.timeout(this.#timeoutMs);
      const response = await fetch(new URL(path, this.#url), { ...init, headers, signal, redirect: 'error' });
      const body: unknown = await response.json();
      if (response.ok) return readAnswer(schema, body);
      const problem = problemSchema.safeParse(body);
      if (AGAIN.has(response.status) || !problem.success) return failed(`HTTP ${response.status}`);
      return err({ kind: 'refused', problem: problem.data });
    } catch (error) {
      return failed(error instanceof Error ? causeOf(error) : String(error));
    }
  }
}

function readAnswer<Answer>(schema: z.ZodType<Answer>, body: unknown): Result<Answer, CloudFailure> {
  const answer = schema.safeParse(body);
  return answer.success ? ok(answer.data) : failed(z.prettifyError(answer.error));
}

function failed(reason: string): Result<never, CloudFailure> {
  return err({ kind: 'failed', reason });
}

/** `fetch failed` says nothing; its cause does. */
function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
