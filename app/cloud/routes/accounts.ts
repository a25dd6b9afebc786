import { type FastifyInstance } from 'fastify';
import { type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { accountName, accountsSchema, curveSchema, name } from '../../../adapters/cloud/protocol.ts';
import { type CloudDatabase, type Row } from '../database.ts';

/** A point of a curve as the protocol says it; the database keeps four decimals, the protocol as many as it needs. */
const POINT = `to_char(e.date, 'YYYY-MM-DD') AS date, e.equity::text AS equity, e.cash::text AS cash`;

/** What the user who asks has uploaded, from any terminal of theirs; never anybody else's. */
export function accountRoutes(database: CloudDatabase) {
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get('/accounts', { schema: { response: { 200: accountsSchema } } }, async ({ caller }) => {
      const rows = await database.query(
        `SELECT DISTINCT ON (t.name, e.account, e.mode) t.name AS terminal, e.account, e.mode, ${POINT},
           count(*) OVER (PARTITION BY t.name, e.account, e.mode) AS days
         FROM equity e JOIN terminals t ON t.id = e.terminal_id
         WHERE t.user_id = $1 ORDER BY t.name, e.account, e.mode, e.date DESC`,
        [caller.userId],
      );
      return rows.map((row) => ({
        terminal: String(row['terminal']),
        account: String(row['account']),
        mode: String(row['mode']),
        days: Number(row['days']),
        last: pointOf(row),
      }));
    });
    const params = z.strictObject({ terminal: name, account: accountName, mode: name });
    app.get('/accounts/:terminal/:account/:mode/equity', { schema: { params, response: { 200: curveSchema } } }, async (request) => {
      const { terminal, account, mode } = request.params;
      const rows = await database.query(
        `SELECT ${POINT} FROM equity e JOIN terminals t ON t.id = e.terminal_id
         WHERE t.user_id = $1 AND t.name = $2 AND e.account = $3 AND e.mode = $4 ORDER BY e.date`,
        [request.caller.userId, terminal, account, mode],
      );
      return rows.map(pointOf);
    });
  };
}

function pointOf(row: Row): z.infer<typeof curveSchema>[number] {
  return { date: String(row['date']), equity: String(row['equity']), cash: String(row['cash']) };
}
