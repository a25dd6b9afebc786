import { type FastifyInstance } from 'fastify';
import { type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { name, parcelSchema, problemSchema, takenSchema } from '../../../adapters/cloud/protocol.ts';
import { type CloudDatabase } from '../database.ts';
import { takeItem } from '../items.ts';
import { notYours, ownTerminal } from './terminals.ts';

export function itemRoutes(database: CloudDatabase) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    const schema = {
      params: z.strictObject({ terminal: name, seq: z.coerce.number().int().min(1).max(2_147_483_647) }),
      body: parcelSchema,
      response: { 200: takenSchema, 403: problemSchema, 409: problemSchema, 422: problemSchema },
    };
    app.put('/terminals/:terminal/items/:seq', { schema }, async ({ params, body, caller }, reply) => {
      const terminal = ownTerminal(caller, params.terminal);
      if (terminal === null) return reply.status(403).send(notYours(params.terminal));
      const taken = await takeItem(database, terminal, params.seq, body);
      if (taken.ok) return reply.send(taken.value);
      const { status, ...problem } = taken.error;
      return reply.status(status).send(problem);
    });
  };
}
