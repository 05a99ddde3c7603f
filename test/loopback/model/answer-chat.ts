import type { ServerResponse } from 'node:http';

import { promptTokens, tokensOf, type ChatRequest } from './chat-request.ts';
import type { Reply } from './model-reply.ts';

type Said = { text: string; refusal?: true; finish: 'stop' | 'length' | 'content_filter' };

type Usage = { prompt_tokens: number; completion_tokens: number; total_tokens: number };

const saidOf = (reply: Reply): Said => {
  if ('json' in reply) return { text: JSON.stringify(reply.json), finish: 'stop' };
  if ('refusal' in reply) return { text: reply.refusal, refusal: true, finish: 'stop' };
  if ('truncated' in reply) return { text: reply.truncated, finish: 'length' };
  if ('filtered' in reply) return { text: '{"', finish: 'content_filter' };
  return { text: 'text' in reply ? reply.text : '{"half', finish: 'stop' };
};

const usageOf = (request: ChatRequest, reply: Reply, { text, finish }: Said): Usage => {
  const max = request.max_tokens ?? request.max_completion_tokens ?? tokensOf(text);
  const own = {
    prompt_tokens: promptTokens(request),
    completion_tokens: finish === 'length' ? max : Math.min(max, tokensOf(text)),
  };
  const counted = typeof reply.usage === 'object' ? reply.usage : own;
  return { ...counted, total_tokens: counted.prompt_tokens + counted.completion_tokens };
};

const head = (request: ChatRequest, object: string) => ({
  id: 'chatcmpl-loopback',
  object,
  created: 1_750_000_000,
  model: request.model,
  system_fingerprint: 'fp_loopback',
});

const whole = (request: ChatRequest, said: Said, usage: Usage | undefined) => ({
  ...head(request, 'chat.completion'),
  choices: [
    {
      index: 0,
      finish_reason: said.finish,
      logprobs: null,
      message: {
        role: 'assistant',
        content: said.refusal ? null : said.text,
        refusal: said.refusal ? said.text : null,
      },
    },
  ],
  ...(usage ? { usage } : {}),
});

/** Characters of one event. */
const PIECE = 2_000;

const piecesOf = (text: string): string[] =>
  Array.from({ length: Math.ceil(text.length / PIECE) }, (_, at) => text.slice(at * PIECE, (at + 1) * PIECE));

const event = (response: ServerResponse, data: unknown): void =>
  void response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);

const beginStream = (
  response: ServerResponse,
  request: ChatRequest,
  text: string,
  refusal: boolean,
): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const chunk = head(request, 'chat.completion.chunk');
  event(response, {
    ...chunk,
    choices: [],
    prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
  });
  for (const piece of piecesOf(text)) {
    const delta = refusal ? { refusal: piece } : { content: piece };
    event(response, { ...chunk, choices: [{ index: 0, delta, finish_reason: null }] });
  }
};

const endStream = (
  response: ServerResponse,
  request: ChatRequest,
  said: Said,
  usage: Usage | undefined,
): void => {
  const chunk = head(request, 'chat.completion.chunk');
  const filter =
    said.finish === 'content_filter'
      ? { content_filter_results: { violence: { filtered: true, severity: 'high' } } }
      : {};
  event(response, { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: said.finish, ...filter }] });
  if (usage && request.stream_options?.include_usage) event(response, { ...chunk, choices: [], usage });
  event(response, '[DONE]');
  response.end();
};

const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

export const sendError = (
  response: ServerResponse,
  {
    status,
    code,
    message,
    param,
    headers,
  }: { status: number; code: string; message: string; param?: string; headers?: Record<string, string> },
): void =>
  json(
    response,
    status,
    { error: { code, message, param: param ?? null, type: 'invalid_request_error' } },
    headers,
  );

const misbehaves = (response: ServerResponse, request: ChatRequest, how: string): boolean => {
  if (how === 'stalls-before') return true;
  if (how === 'breaks-before') {
    response.destroy();
    return true;
  }
  beginStream(response, request, '{"half', false);
  if (how === 'breaks-within') setImmediate(() => response.destroy());
  if (how === 'breaks-with-error') {
    event(response, {
      error: { code: 'server_error', message: 'The server had an error.', type: 'server_error' },
    });
    response.end();
  }
  return true;
};

/** Sends what the model does; answers what the service charges for it. */
export const answerChat = (response: ServerResponse, request: ChatRequest, reply: Reply): Usage => {
  const said = saidOf(reply);
  const usage = usageOf(request, reply, said);
  const free = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
  if ('status' in reply) {
    const { status, code = 'error', headers } = reply;
    sendError(response, { status, code, message: 'As the script says.', ...(headers ? { headers } : {}) });
    return status >= 500 ? usage : free;
  }
  if ('filtered' in reply && reply.filtered === 'prompt') {
    sendError(response, { status: 400, code: 'content_filter', message: 'The prompt triggered the policy.' });
    return free;
  }
  if ('stalls' in reply || 'breaks' in reply) {
    misbehaves(response, request, 'stalls' in reply ? `stalls-${reply.stalls}` : `breaks-${reply.breaks}`);
    return usage;
  }
  const told = reply.usage === 'absent' ? undefined : usage;
  if (request.stream) {
    beginStream(response, request, said.text, said.refusal === true);
    endStream(response, request, said, told);
  } else json(response, 200, whole(request, said, told));
  return usage;
};
