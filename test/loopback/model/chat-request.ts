import { z } from 'zod';

import type { Deployment } from './model-deployments.ts';
import { strictProblem, type StrictLimits } from './strict-problem.ts';

/** Why the service does not take a request, as it says so. */
export type Refused = { status: number; code: string; message: string; param?: string };

const formatSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text') }),
  z.strictObject({ type: z.literal('json_object') }),
  z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
      description: z.string().optional(),
      strict: z.boolean().nullish(),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
]);

const chatRequestSchema = z.strictObject({
  model: z.string(),
  messages: z
    .array(
      z.strictObject({ role: z.enum(['system', 'developer', 'user', 'assistant']), content: z.string() }),
    )
    .min(1),
  response_format: formatSchema.optional(),
  max_tokens: z.int().positive().optional(),
  max_completion_tokens: z.int().positive().optional(),
  reasoning_effort: z.enum(['minimal', 'low', 'medium', 'high']).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  n: z.int().min(1).max(128).optional(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

const bad = (code: string, message: string, param?: string): Refused => ({
  status: 400,
  code,
  message,
  ...(param ? { param } : {}),
});

const SAMPLING = ['temperature', 'top_p', 'seed', 'max_tokens'] as const;

const unsupported = (request: ChatRequest, { reasons }: Deployment): Refused | undefined => {
  const wrong = reasons
    ? SAMPLING.find((name) => request[name] !== undefined)
    : request.reasoning_effort && 'reasoning_effort';
  return wrong
    ? bad(
        'unsupported_parameter',
        `Unsupported parameter: '${wrong}' is not supported with this model.`,
        wrong,
      )
    : undefined;
};

/** What a tokenizer would roughly count. */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);

export const promptTokens = ({ messages, response_format }: ChatRequest): number =>
  tokensOf(messages.map(({ content }) => content).join('') + JSON.stringify(response_format ?? '')) +
  4 * messages.length;

const tooLong = (request: ChatRequest, deployment: Deployment): Refused | undefined => {
  const max = request.max_tokens ?? request.max_completion_tokens ?? 0;
  if (max > deployment.maxOutputTokens)
    return bad('invalid_value', `max_tokens is too large: ${max}.`, 'max_tokens');
  return promptTokens(request) + max > deployment.contextTokens
    ? bad('context_length_exceeded', 'The messages resulted in more tokens than the context has.')
    : undefined;
};

const wrongFormat = (
  { response_format, messages, stream, stream_options }: ChatRequest,
  limits: StrictLimits,
): Refused | undefined => {
  if (stream_options && !stream)
    return bad(
      'invalid_request_error',
      "'stream_options' is only allowed when 'stream' is true.",
      'stream_options',
    );
  if (response_format?.type === 'json_object' && !messages.some(({ content }) => /json/i.test(content)))
    return bad('invalid_request_error', "'messages' must contain the word 'json' in some form.", 'messages');
  if (response_format?.type !== 'json_schema' || !response_format.json_schema.strict) return undefined;
  const problem = strictProblem(response_format.json_schema.schema, limits);
  return problem === undefined
    ? undefined
    : bad('invalid_request_error', `Invalid schema for response_format: ${problem}`, 'response_format');
};

/** The request, or why the service refuses it: unknown parameters, those that the model does not take, too much of anything. */
export const readChatRequest = (
  body: unknown,
  deployment: Deployment,
  limits: StrictLimits,
): ChatRequest | Refused => {
  const parsed = chatRequestSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return bad('invalid_request_error', issue?.message ?? 'Invalid request.', issue?.path.join('.'));
  }
  const request = parsed.data;
  return (
    unsupported(request, deployment) ??
    wrongFormat(request, limits) ??
    tooLong(request, deployment) ??
    request
  );
};
