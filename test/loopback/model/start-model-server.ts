import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerChat, sendError } from './answer-chat.ts';
import { readChatRequest, tokensOf, type ChatRequest, type Refused } from './chat-request.ts';
import { asBase64, embeddingRequestSchema, vectorOf } from './embed.ts';
import { DEPLOYMENTS, type Deployment } from './model-deployments.ts';
import type { Reply } from './model-reply.ts';
import { mayAskAzure, mayAskCompatible } from './sign-in.ts';
import { AZURE, OPENAI, type StrictLimits } from './strict-problem.ts';

/** What the model answers: a function of what it is asked, and of how often it was asked before. */
export type Script = (request: ChatRequest, before: number) => Reply | Promise<Reply>;

export type ModelServer = {
  /** Endpoint of the Azure side, and base URL of the compatible side. */
  url: string;
  compatibleUrl: string;
  apiKey: string;
  /** Requests that the service took, in their order. */
  requests: ChatRequest[];
  /** Requests that it did not take, as `status code`. */
  refused: string[];
  /** Tokens that it charges, whether it said so or not. */
  charged: () => number;
  /** Requests whose caller went away before the end. */
  left: () => number;
  close(): Promise<void>;
};

type Options = {
  script?: Script;
  deployments?: Readonly<Record<string, Deployment>>;
  apiKey?: string;
  apiVersions?: readonly string[];
};

const ROUTE = /^\/(?:openai\/deployments\/([\w.-]+)|v1)\/(chat\/completions|embeddings)$/;

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    return undefined;
  }
};

type Routed = { deployment: string | undefined; what: 'chat/completions' | 'embeddings' };

/** Which call it is, held against path, method, version and sign-in. */
const routed = (
  { url = '', method, headers }: IncomingMessage,
  { apiKey, apiVersions }: Required<Pick<Options, 'apiKey' | 'apiVersions'>>,
): Routed | Refused => {
  const { pathname, searchParams } = new URL(url, 'http://loopback');
  const [, deployment, what] = ROUTE.exec(pathname) ?? [];
  if (what === undefined) return { status: 404, code: '404', message: 'Resource not found' };
  if (method !== 'POST') return { status: 405, code: '405', message: 'Method not allowed' };
  const isAzure = deployment !== undefined;
  const version = searchParams.get('api-version');
  const unknown = [...searchParams.keys()].find((name) => !isAzure || name !== 'api-version');
  if (unknown !== undefined)
    return { status: 400, code: 'unknown_parameter', message: `Unknown query: ${unknown}` };
  if (isAzure && !apiVersions.includes(version ?? ''))
    return { status: 404, code: '404', message: 'Unsupported api-version' };
  const may = isAzure ? mayAskAzure(headers, apiKey) : mayAskCompatible(headers, apiKey);
  if (!may) return { status: 401, code: '401', message: 'Access denied: wrong audience, token or key.' };
  return { deployment, what: what === 'embeddings' ? 'embeddings' : 'chat/completions' };
};

const isRefused = (value: object): value is Refused => 'status' in value && 'code' in value;

/** Azure OpenAI and an endpoint like OpenAI's, as strict as these are, with a model that does what a script says. */
export const startModelServer = async ({
  script = () => ({ json: {} }),
  deployments = DEPLOYMENTS,
  apiKey = 'loopback-key',
  apiVersions = ['2025-04-01-preview', '2024-10-21'],
}: Options = {}): Promise<ModelServer> => {
  const requests: ChatRequest[] = [];
  const refused: string[] = [];
  let charged = 0;
  let left = 0;

  const refuse = (response: ServerResponse, why: Refused): void => {
    refused.push(`${why.status} ${why.code}${why.param ? ` ${why.param}` : ''}`);
    sendError(response, why);
  };

  const chat = async (
    response: ServerResponse,
    body: unknown,
    deployment: Deployment,
    limits: StrictLimits,
  ): Promise<void> => {
    const request = readChatRequest(body, deployment, limits);
    if (isRefused(request)) return refuse(response, request);
    requests.push(request);
    const reply = await script(request, requests.length - 1);
    charged += answerChat(response, request, reply).total_tokens;
  };

  const embed = (response: ServerResponse, body: unknown, deployment: Deployment): void => {
    const request = embeddingRequestSchema.safeParse(body);
    if (!request.success || deployment.kind !== 'embeddings')
      return refuse(response, {
        status: 400,
        code: 'invalid_request_error',
        message: 'Not an embedding request.',
      });
    const { input, dimensions = deployment.dimensions, encoding_format } = request.data;
    const texts = [input].flat();
    if (texts.some((text) => tokensOf(text) > deployment.contextTokens))
      return refuse(response, { status: 400, code: 'context_length_exceeded', message: 'Too long.' });
    const used = texts.reduce((sum, text) => sum + tokensOf(text), 0);
    charged += used;
    const data = texts.map((text, index) => {
      const vector = vectorOf(text, dimensions);
      return {
        object: 'embedding',
        index,
        embedding: encoding_format === 'float' ? vector : asBase64(vector),
      };
    });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        object: 'list',
        model: request.data.model,
        data: data.toReversed(),
        usage: { prompt_tokens: used, total_tokens: used },
      }),
    );
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('close', () => {
      if (!response.writableEnded) left += 1;
    });
    const body = await bodyOf(request);
    const route = routed(request, { apiKey, apiVersions });
    if (isRefused(route)) return refuse(response, route);
    const named = typeof body === 'object' && body !== null && 'model' in body ? String(body.model) : '';
    const deployment = deployments[route.deployment ?? named];
    if (!deployment)
      return refuse(response, {
        status: 404,
        code: 'DeploymentNotFound',
        message: 'There is no such deployment.',
      });
    if (route.what === 'embeddings') return embed(response, body, deployment);
    if (deployment.kind === 'embeddings')
      return refuse(response, {
        status: 400,
        code: 'OperationNotSupported',
        message: 'The model does not chat.',
      });
    return chat(response, body, deployment, route.deployment === undefined ? OPENAI : AZURE);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      refused.push(`script: ${String(error)}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    compatibleUrl: `${url}/v1`,
    apiKey,
    requests,
    refused,
    charged: () => charged,
    left: () => left,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
