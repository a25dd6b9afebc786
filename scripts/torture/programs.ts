import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The programs that are killed, as files that Node runs. */
export interface Programs {
  readonly terminal: string;
  readonly uploader: string;
  /** The command line, for `gateway serve`. */
  readonly kaipan: string;
}

/**
 * Bundles what is killed, packages and all: most of a short life would else be spent on reading a thousand files. Only
 * what has a binary, and the cloud's server, which no life of these needs, stay outside.
 */
export async function buildPrograms(): Promise<Programs> {
  const outDir = `${root}out/torture`;
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      target: 'node24',
      rolldownOptions: {
        input: {
          terminal: `${root}scripts/torture/terminal.ts`,
          uploader: `${root}scripts/torture/uploader.ts`,
          kaipan: `${root}app/cli/main.ts`,
        },
        external: ['better-sqlite3', 'fastify', /^@fastify\//, 'fastify-type-provider-zod', 'pg', /^@electric-sql\//],
      },
    },
    ssr: { noExternal: true },
  });
  return { terminal: `${outDir}/terminal.js`, uploader: `${outDir}/uploader.js`, kaipan: `${outDir}/kaipan.js` };
}
