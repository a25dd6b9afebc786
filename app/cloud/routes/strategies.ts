import { type FastifyInstance } from 'fastify';
import { type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  listedStrategySchema,
  name,
  problemSchema,
  signalsSchema,
  signedSignalsSchema,
  strategiesSchema,
  strategySchema,
} from '../../../adapters/cloud/protocol.ts';
import { contentIdOf, sign, signedSignalsText } from '../../../adapters/cloud/signing.ts';
import { type CloudDatabase } from '../database.ts';

/** Strategies and their signals: published by one's own token, read by everybody who has one, signed for who reads. */
export function strategyRoutes(database: CloudDatabase) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get('/strategies', { schema: { response: { 200: strategiesSchema } } }, async () => {
      const rows = await database.query(
        `SELECT facts, (SELECT document->>'madeAt' FROM signals WHERE strategy_id = id ORDER BY date DESC LIMIT 1) AS made_at
         FROM strategies ORDER BY id`,
      );
      return rows.map(({ facts, made_at: signalsMadeAt }) => listedStrategySchema.parse({ ...(facts as object), signalsMadeAt }));
    });
    const ofStrategy = z.strictObject({ strategy: name });
    const published = { 204: z.null(), 403: problemSchema, 409: problemSchema };
    app.put('/strategies/:strategy', { schema: { params: ofStrategy, body: strategySchema, response: published } }, async (request, reply) => {
      const { body, params, caller } = request;
      if (body.id !== params.strategy) return reply.status(409).send({ code: 'cloud.otherStrategy', message: `the body is of ${body.id}` });
      const kept = await database.query(
        `INSERT INTO strategies (id, owner_id, facts) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET facts = excluded.facts WHERE strategies.owner_id = excluded.owner_id RETURNING id`,
        [body.id, caller.userId, JSON.stringify(body)],
      );
      return kept.length > 0 ? reply.status(204).send(null) : reply.status(403).send(notTheOwner(body.id));
    });
    app.put('/strategies/:strategy/signals', { schema: { params: ofStrategy, body: signalsSchema, response: published } }, async (request, reply) => {
      const { body, params, caller } = request;
      const [strategy] = await database.query('SELECT owner_id FROM strategies WHERE id = $1', [params.strategy]);
      if (strategy === undefined || String(strategy['owner_id']) !== caller.userId || body.strategy !== params.strategy) {
        return reply.status(403).send(notTheOwner(params.strategy));
      }
      await database.query('INSERT INTO signals (strategy_id, date, content_id, document) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
        body.strategy,
        body.date,
        contentIdOf(body),
        JSON.stringify(body),
      ]);
      const [kept] = await database.query('SELECT content_id FROM signals WHERE strategy_id = $1 AND date = $2', [body.strategy, body.date]);
      if (kept?.['content_id'] === contentIdOf(body)) return reply.status(204).send(null);
      return reply.status(409).send({ code: 'cloud.signalsChanged', message: `the signals of ${body.date} were published otherwise` });
    });
    const found = { 200: signedSignalsSchema, 403: problemSchema, 404: problemSchema };
    app.get('/strategies/:strategy/signals', { schema: { params: ofStrategy, response: found } }, async ({ params, caller: { terminal } }, reply) => {
      if (terminal === null) return reply.status(403).send({ code: 'cloud.noKey', message: 'signals are signed for a terminal, not for a user' });
      const [row] = await database.query('SELECT document FROM signals WHERE strategy_id = $1 ORDER BY date DESC LIMIT 1', [params.strategy]);
      if (row === undefined) return reply.status(404).send({ code: 'cloud.noSignals', message: `${params.strategy} has published none` });
      const signals = signalsSchema.parse(row['document']);
      const contentId = contentIdOf(signals);
      return reply.send({ signals, contentId, signature: sign(terminal.key, signedSignalsText(contentId)) });
    });
  };
}

function notTheOwner(strategy: string) {
  return { code: 'cloud.notTheOwner', message: `only its owner publishes ${strategy}` };
}
