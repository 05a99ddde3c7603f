import type { ApiOperation, Json } from '../openapi-document.ts';
import type { Probe } from '../operation-probe.ts';
import { brokenBodies } from '../sample-body.ts';

/** Over the limit of 1 MiB. */
const TOO_LARGE = 1_100_000;

const JSON_TYPE = { 'content-type': 'application/json' };

/** A call of an operation with every broken body, and with what is no JSON body at all. `valid` is one that is taken. */
export const refuseBodies = async (
  probe: Probe,
  operation: ApiOperation,
  { path, headers, valid }: { path: string; headers: Record<string, string>; valid: Json },
): Promise<void> => {
  const { method, body: schema } = operation;
  if (!schema) return;
  const request = { method, path, headers };
  const text = (content: string, type: Record<string, string>) => ({
    ...request,
    text: content,
    headers: { ...headers, ...type },
  });
  await Promise.all([
    ...brokenBodies(schema, valid).map(({ constraint, field, body }) =>
      probe.refuse(operation, constraint, { ...request, body }, [400], field),
    ),
    probe.refuse(operation, 'no object', { ...request, body: [] }, [400]),
    probe.refuse(operation, 'no JSON', text('{', JSON_TYPE), [400]),
    probe.refuse(operation, 'media type', text('a=b', { 'content-type': 'text/plain' }), [415]),
  ]);
  const large = JSON.stringify({ filler: 'x'.repeat(TOO_LARGE) });
  await probe.refuse(operation, 'too large', text(large, JSON_TYPE), [413]);
};
