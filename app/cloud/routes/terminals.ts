import { type FastifyInstance } from 'fastify';
import { type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accountMode, accountName, credentialsSchema, enrolmentSchema, name, problemSchema, progressSchema } from '../../../adapters/cloud/protocol.ts';
import { type CloudDatabase } from '../database.ts';
import { type Caller, addStranger, addTerminal } from '../terminals.ts';
import { whoAsks } from '../who-asks.ts';

/**
 * A new terminal: with the user's own token one more of that user; without one the first of a new user, where the cloud is
 * `open` to whoever can reach it.
 */
export function enrolmentRoute(database: CloudDatabase, open: boolean) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    const schema = { body: enrolmentSchema, response: { 201: credentialsSchema, 401: problemSchema, 403: problemSchema, 409: problemSchema } };
    app.post('/terminals', { schema }, async (request, reply) => {
      const { body } = request;
      const caller = request.headers.authorization === undefined ? null : await whoAsks(database, request);
      if (caller === null && !open) return reply.status(401).send({ code: 'cloud.closed', message: 'this cloud wants a token of the user' });
      if (caller !== null && (caller.terminal !== null || caller.user !== body.user)) {
        return reply.status(403).send({ code: 'cloud.notYours', message: `the token is not that of the user ${body.user}` });
      }
      const credentials = await (caller === null ? addStranger(database, body) : addTerminal(database, body));
      if (credentials !== null) return reply.status(201).send(credentials);
      const taken = caller === null ? `user ${body.user}` : `terminal ${body.terminal}`;
      return reply.status(409).send({ code: 'cloud.nameTaken', message: `there is a ${taken} already` });
    });
  };
}

export function terminalRoutes(database: CloudDatabase) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    const params = z.strictObject({ terminal: name, account: accountName, mode: accountMode });
    const schema = { params, response: { 200: progressSchema, 403: problemSchema } };
    app.get('/terminals/:terminal/accounts/:account/:mode', { schema }, async ({ params: { terminal, account, mode }, caller }, reply) => {
      const own = ownTerminal(caller, terminal);
      if (own === null) return reply.status(403).send(notYours(terminal));
      const of = [own.id, account, mode];
      const [row] = await database.query('SELECT last_seq FROM streams WHERE terminal_id = $1 AND account = $2 AND mode = $3', of);
      return reply.send({ last: Number(row?.['last_seq'] ?? 0) });
    });
  };
}

/** The terminal that asks, if it is the one that it asks about. */
export function ownTerminal({ terminal }: Caller, asked: string): Caller['terminal'] {
  return terminal?.name === asked ? terminal : null;
}

/** Says the same of a terminal of somebody else and of one that nobody has. */
export function notYours(terminal: string) {
  return { code: 'cloud.notYours', message: `the token is not that of a terminal ${terminal}` };
}
