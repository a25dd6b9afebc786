import { type FastifyRequest } from 'fastify';
import { type CloudDatabase } from './database.ts';
import { type Caller, callerOf } from './terminals.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose token the request carries; set on every route below `/v1` but the enrolment. */
    caller: Caller;
  }
}

/** Whose token a request carries. @throws an error that is answered with 401 when it is nobody's */
export async function whoAsks(database: CloudDatabase, { headers }: FastifyRequest): Promise<Caller> {
  const [, token] = /^Bearer ([\w-]{32,128})$/.exec(headers.authorization ?? '') ?? [];
  const caller = token === undefined ? null : await callerOf(database, token);
  if (caller === null) throw Object.assign(new Error('the token is nobody’s'), { statusCode: 401, code: 'cloud.badToken' });
  return caller;
}
