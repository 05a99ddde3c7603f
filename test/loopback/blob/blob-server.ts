import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

import { closable } from '../tls/close-server.ts';
import { selfSigned, type Certified } from '../tls/self-signed.ts';

export type BlobServer = {
  url: string;
  certificate: string;
  /** By `<container>/<name>`. */
  blobs: Map<string, Buffer>;
  /** Answers of the next requests, in the place of the right ones. */
  faults: { status: number; headers?: Record<string, string> }[];
  requests: string[];
  close(): Promise<void>;
};

type Answer = { status: number; headers?: Record<string, string>; body?: Buffer };

const problem = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
  body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`),
});

const rangeOf = (header: string | undefined, length: number): [number, number] | undefined => {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  return match ? [Number(match[1]), Math.min(length, match[2] ? Number(match[2]) + 1 : length)] : undefined;
};

const described = (content: Buffer): Record<string, string> => ({
  'content-length': String(content.length),
  'content-type': 'application/octet-stream',
  'x-ms-blob-type': 'BlockBlob',
  etag: '"0x1"',
  'last-modified': new Date(0).toUTCString(),
});

/** Blob storage over TLS as far as block blobs are written once and read: a container that exists, tokens, versions, conditions. */
export const startBlobStorage = async ({
  containers,
  accepts = () => true,
  tls = selfSigned(),
}: {
  containers: readonly string[];
  accepts?: (token: string) => boolean;
  tls?: Certified;
}): Promise<BlobServer> => {
  const blobs = new Map<string, Buffer>();
  const faults: BlobServer['faults'] = [];
  const requests: string[] = [];

  const read = (request: IncomingMessage, name: string, headOnly: boolean): Answer => {
    const content = blobs.get(name);
    if (!content) return problem(404, 'BlobNotFound');
    const range = rangeOf(
      (request.headers['x-ms-range'] ?? request.headers.range) as string | undefined,
      content.length,
    );
    if (headOnly) return { status: 200, headers: described(content) };
    if (!range) return { status: 200, headers: described(content), body: content };
    const [from, to] = range;
    if (from >= content.length) return problem(416, 'InvalidRange');
    const part = content.subarray(from, to);
    return {
      status: 206,
      headers: { ...described(part), 'content-range': `bytes ${from}-${to - 1}/${content.length}` },
      body: part,
    };
  };

  const write = (request: IncomingMessage, name: string, content: Buffer): Answer => {
    if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return problem(400, 'InvalidHeaderValue');
    if (request.headers['if-none-match'] === '*' && blobs.has(name)) return problem(409, 'BlobAlreadyExists');
    blobs.set(name, content);
    return { status: 201, headers: { etag: '"0x1"', 'last-modified': new Date(0).toUTCString() } };
  };

  const inPlace = (request: IncomingMessage, content: Buffer): Answer => {
    const name = decodeURIComponent(new URL(request.url ?? '/', 'https://blobs').pathname.slice(1));
    if (!containers.includes(name.split('/')[0] ?? '')) return problem(404, 'ContainerNotFound');
    if (request.method === 'PUT') return write(request, name, content);
    const headOnly = request.method === 'HEAD';
    return headOnly || request.method === 'GET'
      ? read(request, name, headOnly)
      : problem(405, 'UnsupportedHttpVerb');
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const content = await buffer(request);
    requests.push(`${request.method} ${request.url}`);
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !accepts(token)) return problem(401, 'InvalidAuthenticationInfo');
    const fault = faults.shift();
    if (fault) return { ...problem(fault.status, 'Planted'), headers: { ...fault.headers } };
    if (!/^20\d\d-\d\d-\d\d$/.test(String(request.headers['x-ms-version'])))
      return problem(400, 'MissingRequiredHeader');
    return inPlace(request, content);
  };

  const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
    response.writeHead(status, { 'x-ms-version': '2025-01-01', 'x-ms-request-id': '0', ...headers });
    response.end(body);
  };

  const http = createServer({ key: tls.key, cert: tls.certificate }, (request, response) => {
    void answer(request).then((given) => send(response, given));
  });
  const close = closable(http);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  return {
    url: `https://127.0.0.1:${(http.address() as AddressInfo).port}`,
    certificate: tls.certificate,
    blobs,
    faults,
    requests,
    close,
  };
};
