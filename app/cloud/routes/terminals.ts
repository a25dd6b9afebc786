import { type FastifyInstance } from 'fastify';
import { type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { credentialsSchema, enrolmentSchema, name, problemSchema, progressSchema } from '../../../adapters/cloud/protocol.ts';
import { type CloudDatabase } from '../database.ts';
import { addTerminal } from '../terminals.ts';

/** A terminal of a user of its own; whoever can reach this server may have one. */
export function enrolmentRoute(database: CloudDatabase) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    const schema = { body: enrolmentSchema, response: { 201: credentialsSchema, 409: problemSchema } };
    app.post('/terminals', { schema }, async ({ body }, reply) => {
      const credentials = await addTerminal(database, body.terminal, body.terminal);
      if (credentials !== null) return reply.status(201).send(credentials);
      return reply.status(409).send({ code: 'cloud.nameTaken', message: `there is a terminal ${body.terminal} already` });
    });
  };
}

export function terminalRoutes(database: CloudDatabase) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    const schema = { params: z.strictObject({ terminal: name }), response: { 200: progressSchema, 403: problemSchema } };
    app.get('/terminals/:terminal', { schema }, async ({ params, terminal }, reply) => {
      if (params.terminal !== terminal.name) return reply.status(403).send(notYours(params.terminal));
      const [row] = await database.query('SELECT last_seq FROM terminals WHERE id = $1', [terminal.id]);
      return reply.send({ terminal: terminal.name, last: Number(row?.['last_seq']) });
    });
  };
}

/** Says the same of a terminal of somebody else and of one that nobody has. */
export function notYours(terminal: string) {
  return { code: 'cloud.notYours', message: `the token is not that of a terminal ${terminal}` };
}
