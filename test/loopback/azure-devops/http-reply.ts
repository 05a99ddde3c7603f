import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Reply } from './call.ts';
import type { Fault } from './faults.ts';
import { refusalBody, refusalOf } from './refusal.ts';

export const readBytes = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

export const sendReply = (
  response: ServerResponse,
  { status = 200, body, raw, headers = {} }: Reply,
): void => {
  const bytes = raw?.bytes ?? (body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)));
  response.writeHead(status, {
    'content-type': raw?.contentType ?? 'application/json; charset=utf-8; api-version=7.1',
    'content-length': bytes.length,
    ...headers,
  });
  response.end(bytes);
};

export const htmlReply = (status: number, page: string): Reply => ({
  status,
  raw: { bytes: Buffer.from(page), contentType: 'text/html; charset=utf-8' },
});

/** What a fault answers instead of the service. */
export const plantedReply = ({ status, body, html }: NonNullable<Fault['answer']>): Reply =>
  html === undefined ? { status, body } : htmlReply(status, html);

/** The reply to a refusal; any other error is told to `onError` and answered as the server's own. */
export const replyToError = (error: unknown, onError: (text: string) => void): Reply => {
  const refusal = refusalOf(error);
  if (refusal) return { status: refusal.status, body: refusalBody(refusal) };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  onError(text);
  return { status: 500, body: { message: text } };
};
