import type { HttpRequest } from '@azure/functions';
import type { z } from 'zod';

import { components, type ComponentName } from '../openapi/components.ts';
import type { Operation } from '../openapi/operation.ts';
import type { Answer } from './answer.ts';
import { bodyErrors, parameterErrors } from './field-errors.ts';
import { problem } from './problem.ts';
import { readJsonBody } from './read-json-body.ts';

type Body<O extends Operation> = O extends { body: infer N extends ComponentName }
  ? z.output<(typeof components)[N]>
  : undefined;

/** What a request says, in the types of its operation. */
export type Parsed<O extends Operation> = {
  params: Record<string, string>;
  query: z.output<O['query']>;
  headers: z.output<O['headers']>;
  body: Body<O>;
};

const present = (schema: z.ZodObject, read: (name: string) => string | null) =>
  Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => {
      const value = read(name);
      return value === null ? [] : [[name, value]];
    }),
  );

const parseBody = async (
  name: ComponentName,
  request: HttpRequest,
  maxBytes: number | undefined,
): Promise<{ value: unknown } | { refused: Answer }> => {
  const body = await readJsonBody(request, maxBytes);
  if (!body.ok) return { refused: problem(body.problem, body.detail) };
  const parsed = components[name].safeParse(body.value);
  if (parsed.success) return { value: parsed.data };
  const errors = bodyErrors(parsed.error);
  return {
    refused: problem('validation', errors.map(({ detail }) => detail).join('; ') + '.', { errors }),
  };
};

/** Parses a request by its operation's schemas, or says what is wrong with it. */
export const parseRequest = async <O extends Operation>(
  operation: O,
  request: HttpRequest,
  maxBytes?: number,
): Promise<{ ok: true; value: Parsed<O> } | { ok: false; refused: Answer }> => {
  const query = operation.query.safeParse(present(operation.query, (name) => request.query.get(name)));
  const headers = operation.headers.safeParse(
    present(operation.headers, (name) => request.headers.get(name)),
  );
  if (!query.success || !headers.success) {
    const errors = [query, headers].flatMap(({ error }) => (error ? parameterErrors(error) : []));
    const detail = errors.map((error) => error.detail).join('; ') + '.';
    return { ok: false, refused: problem('validation', detail, { errors }) };
  }
  const body = operation.body ? await parseBody(operation.body, request, maxBytes) : { value: undefined };
  if ('refused' in body) return { ok: false, refused: body.refused };
  return {
    ok: true,
    value: {
      params: request.params,
      query: query.data,
      headers: headers.data,
      body: body.value,
    } as Parsed<O>,
  };
};
