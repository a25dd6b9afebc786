import { createGunzip } from 'node:zlib';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest, type RequestPayload } from 'fastify';
import {
  type ZodTypeProvider,
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { MAX_ITEM_BYTES } from '../../adapters/cloud/protocol.ts';
import { type CloudDatabase } from './database.ts';
import { CURVES_PAGE, PAGE_HEADERS } from './page.ts';
import { accountRoutes } from './routes/accounts.ts';
import { itemRoutes } from './routes/items.ts';
import { strategyRoutes } from './routes/strategies.ts';
import { enrolmentRoute, terminalRoutes } from './routes/terminals.ts';
import { whoAsks } from './who-asks.ts';

export interface CloudServerOptions {
  readonly database: CloudDatabase;
  /** Whether a terminal that nobody has introduced may make itself known: for a cloud of one's own on loopback. */
  readonly open: boolean;
}

/** Fastify with the zod schemas of the protocol. */
export type CloudApp = ReturnType<typeof bare>;

/** The reference cloud, ready to listen. Closing it leaves the database open. */
export async function cloudServer(options: CloudServerOptions): Promise<CloudApp> {
  const app = bare();
  await app.register(swagger, {
    openapi: { info: { title: 'Kaipan cloud', version: '1' }, components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } },
    transform: jsonSchemaTransform,
  });
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').headers(PAGE_HEADERS).send(CURVES_PAGE));
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  app.register(enrolmentRoute(options.database, options.open), { prefix: '/v1' });
  await app.register(
    async (known: FastifyInstance) => {
      known.decorateRequest('caller');
      known.addHook('onRequest', async (request) => {
        request.caller = await whoAsks(options.database, request);
      });
      for (const routes of [terminalRoutes, itemRoutes, accountRoutes, strategyRoutes]) known.register(routes(options.database));
    },
    { prefix: '/v1' },
  );
  await app.ready();
  return app;
}

function bare() {
  const app = Fastify({ bodyLimit: MAX_ITEM_BYTES, logger: false }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('preParsing', async (request, _reply, payload) => (isPacked(request) ? unpacked(request, payload) : payload));
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, code, message } = problemOf(error);
    return reply.status(status).send({ code, message });
  });
  app.setNotFoundHandler((_request, reply) => reply.status(404).send({ code: 'cloud.notFound', message: 'there is no such thing here' }));
  return app;
}

function isPacked({ headers }: FastifyRequest): boolean {
  return headers['content-encoding'] === 'gzip';
}

/** Fastify holds the unpacked body against its limit, and what came in against the length that was announced. */
function unpacked({ headers }: FastifyRequest, payload: RequestPayload): RequestPayload {
  return Object.assign(payload.pipe(createGunzip()), { receivedEncodedLength: Number(headers['content-length']) });
}

/** What is wrong with a request is told; what is wrong with us is not, but for its being so. */
function problemOf(error: FastifyError): { status: number; code: string; message: string } {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [issue] = error.validation;
    return { status: 400, code: 'cloud.badRequest', message: `${issue?.instancePath ?? ''}: ${issue?.message ?? 'not as described'}` };
  }
  const status = error.statusCode ?? 500;
  return status < 500
    ? { status, code: error.code.startsWith('cloud.') ? error.code : 'cloud.badRequest', message: error.message }
    : { status, code: 'cloud.fault', message: 'the cloud could not do it; nothing was taken' };
}
