import type { HttpRequest } from '@azure/functions';

import { isDeeperThan, MAX_JSON_DEPTH } from '../json-depth.ts';

/** Largest body read where no smaller one is set, in bytes. */
export const MAX_BODY_BYTES = 1024 * 1024;

export type JsonBody =
  | { ok: true; value: unknown }
  | { ok: false; problem: 'unsupported-media-type' | 'payload-too-large' | 'validation'; detail: string };

const isJson = (contentType: string | null) =>
  /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '');

/**
 * Bytes of a request's body, `undefined` when they are more than the limit. The rest is read and dropped: a connection with
 * half a body in it would block the request that a proxy sends over it next. The host bounds how much that can be.
 */
const readBytes = async (request: HttpRequest, maxBytes: number): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= maxBytes) chunks.push(chunk);
  }
  return size <= maxBytes ? Buffer.concat(chunks) : undefined;
};

/** The JSON body of a request: UTF-8, `application/json`, at most so many bytes. */
export const readJsonBody = async (request: HttpRequest, maxBytes = MAX_BODY_BYTES): Promise<JsonBody> => {
  if (!isJson(request.headers.get('content-type')))
    return {
      ok: false,
      problem: 'unsupported-media-type',
      detail: 'Send the body as JSON with Content-Type: application/json.',
    };
  const bytes = await readBytes(request, maxBytes);
  if (!bytes)
    return {
      ok: false,
      problem: 'payload-too-large',
      detail: `A body may have ${maxBytes} bytes at most.`,
    };
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isDeeperThan(value, MAX_JSON_DEPTH)
      ? { ok: false, problem: 'validation', detail: `The body nests deeper than ${MAX_JSON_DEPTH} levels.` }
      : { ok: true, value };
  } catch {
    return { ok: false, problem: 'validation', detail: 'The body is not valid JSON in UTF-8.' };
  }
};
