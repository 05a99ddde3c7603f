import type { GeneratedFile } from '../../../domain/artifact.ts';

/** `src/api/server.ts`: the HTTP interface, from the published document. */
export const serverFile: GeneratedFile = {
  path: 'src/api/server.ts',
  content: `import type { FastifyInstance } from 'fastify';

import type { Authenticate } from '#connectsoft/authentication';
import { createHttpServer, type DevelopmentMode } from '#connectsoft/http-server';
import type { Logger } from '#connectsoft/logger';
import { readOpenApiDocument } from '#connectsoft/openapi-document';
import type { Operations } from '#connectsoft/operation';
import { operationalEndpoints } from '#connectsoft/operational-endpoints';

/** Serves the operations of \`api/openapi.json\`, which decides what a valid request is. */
export const createServer = (
  operations: Operations,
  ready: () => Promise<void>,
  logger: Logger,
  authenticate: Authenticate,
  development?: DevelopmentMode,
): FastifyInstance => {
  const document = readOpenApiDocument(new URL('../../api/openapi.json', import.meta.url));
  return createHttpServer({
    document,
    operations: { ...operations, ...operationalEndpoints(document, ready) },
    logger,
    authenticate,
    development,
  });
};
`,
};
