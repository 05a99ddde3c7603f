import { trace, type TracerProvider } from '@opentelemetry/api';
import { expect, it, describe } from 'vitest';
import { z } from 'zod';

import { worstUsage } from '../../../../factory/domain/model.ts';
import { createAzureModel } from '../../../../platform/azure/model/create-model.ts';
import { PortError } from '../../../../platform/port-error.ts';
import type { ModelProvider } from '../../../../platform/ports.ts';
import type { Reply } from '../../../loopback/model/model-reply.ts';
import { startModelServer, type Script } from '../../../loopback/model/start-model-server.ts';
import { modelProviderContract, modelRequest } from '../../contract/model-provider-contract.ts';
import { azureModel, compatibleModel, credentialFor, served } from './served.ts';

/** A provider whose server is started with the first call. */
const lazily = (script: Script, make: (server: { url: string; compatibleUrl: string }) => ModelProvider) => {
  const { complete: _, ...known } = make({ url: 'http://127.0.0.1:9', compatibleUrl: 'http://127.0.0.1:9' });
  const complete: ModelProvider['complete'] = async (request) => make(await served(script)).complete(request);
  return { ...known, complete };
};

for (const [name, make] of [
  ['Azure OpenAI', azureModel],
  ['an endpoint like OpenAI’s', compatibleModel],
] as const)
  modelProviderContract(name, {
    answering: (answer) => lazily(() => ({ json: answer }), make),
    refusing: (refusal) => lazily(() => ({ refusal }), make),
    hanging: () => lazily(() => ({ stalls: 'before' }), make),
    rateLimited: (ms) =>
      lazily(() => ({ status: 429, code: '429', headers: { 'retry-after': String(ms / 1_000) } }), make),
    unreachable: () => make({ url: 'http://127.0.0.1:9', compatibleUrl: 'http://127.0.0.1:9/v1' }),
  });

const asked = async (reply: Reply, options: Parameters<typeof azureModel>[1] = {}) => {
  const server = await served(() => reply);
  const request = modelRequest();
  const result = await azureModel(server, options)
    .complete(request)
    .then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error as Error & { kind: string; retryAfterMs?: number } }),
    );
  return {
    server,
    request,
    ...('value' in result ? { ...result, error: undefined } : { ...result, value: undefined }),
  };
};

describe('a model of Azure OpenAI', () => {
  it('is asked with what never changes first, at temperature 0 and without thoughts', async () => {
    const { server } = await asked({ json: {} });
    expect(server.requests[0]).toEqual({
      model: 'gpt-4.1',
      messages: [
        { role: 'system', content: 'You add numbers.' },
        { role: 'user', content: modelRequest().prompt },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'adder',
          schema: modelRequest().schema,
          strict: false,
        },
      },
      max_tokens: 1_000,
      temperature: 0,
      seed: 0,
      n: 1,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(server.refused).toEqual([]);
  });

  it('that reasons gets an effort and no temperature', async () => {
    const { server } = await asked({ json: {} }, { deployment: 'gpt-5-mini', effort: 'low' });
    expect(server.requests[0]).toMatchObject({
      messages: [{ role: 'developer' }, { role: 'user' }],
      max_completion_tokens: 1_000,
      reasoning_effort: 'low',
    });
    expect(Object.keys(server.requests[0]!)).not.toContain('temperature');
    expect(server.refused).toEqual([]);
  });

  it('fulfils a schema strictly where it permits that, and absent members stay absent', async () => {
    const schema = z.toJSONSchema(
      z.strictObject({ total: z.number().min(0), note: z.string().optional(), of: z.array(z.string()) }),
    );
    const server = await served(() => ({ json: { total: 3, note: null, of: [] } }));
    const reply = await azureModel(server).complete(modelRequest({ schema }));
    expect(reply).toMatchObject({ answer: { total: 3, of: [] } });
    expect('answer' in reply && reply.answer).not.toHaveProperty('note');
    expect(server.requests[0]?.response_format).toMatchObject({
      json_schema: {
        strict: true,
        schema: {
          required: ['total', 'note', 'of'],
          properties: { note: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
        },
      },
    });
  });

  it('that has no structured outputs is told the schema', async () => {
    const { server } = await asked(
      { json: {} },
      {
        capabilities: {
          reasons: false,
          structured: false,
          contextTokens: 8_000,
          maxOutputTokens: 2_000,
          price: { inputUsd: 0, outputUsd: 0 },
        },
      },
    );
    expect(server.requests[0]?.response_format).toEqual({ type: 'json_object' });
    expect(server.requests[0]?.messages[0]?.content).toContain('"required":["total"]');
  });

  it('answers text that is no JSON with what it said, and is paid', async () => {
    const { value } = await asked({ text: 'Certainly! {"total": 3' });
    expect(value).toMatchObject({ unusable: { rule: 'no-json' }, said: 'Certainly! {"total": 3' });
    expect(value?.usage.outputTokens).toBeGreaterThan(0);
  });

  it('says that it was cut off', async () => {
    const { value } = await asked({ truncated: '{"total": ' });
    expect(value).toMatchObject({ unusable: { rule: 'truncated' }, usage: { outputTokens: 1_000 } });
  });

  it.each(['prompt', 'answer'] as const)(
    'is never asked again when the filter takes the %s',
    async (filtered) => {
      const { error } = await asked({ filtered });
      expect(error).toMatchObject({ kind: 'invalid-configuration' });
      expect(error?.message).toContain('content filter');
      expect(error?.message).toContain(filtered === 'answer' ? '(violence)' : 'let this pass.');
    },
  );

  it.each([
    [429, '429', { 'retry-after-ms': '1500' }, 'transient', 1_500],
    [429, '429', {}, 'transient', undefined],
    [429, 'insufficient_quota', { 'retry-after': '9' }, 'invalid-configuration', undefined],
    [500, 'server_error', { 'retry-after': '9' }, 'transient', undefined],
    [503, 'busy', {}, 'transient', undefined],
    [408, 'timeout', {}, 'transient', undefined],
    [302, 'moved', { location: 'http://127.0.0.1:9/' }, 'invalid-configuration', undefined],
    [400, 'context_length_exceeded', {}, 'invalid-configuration', undefined],
    [403, 'PermissionDenied', {}, 'invalid-configuration', undefined],
  ] as const)('takes %i %s %j for %s', async (status, code, headers, kind, wait) => {
    const { error, server } = await asked({ status, code, headers });
    expect(error).toMatchObject({ kind });
    expect(error?.retryAfterMs).toBe(wait);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['before', 'within', 'with-error'] as const)('that breaks off %s is transient', async (breaks) => {
    const { error } = await asked({ breaks });
    expect(error).toMatchObject({ kind: 'transient', retryAfterMs: undefined });
  });

  it.each(['before', 'within'] as const)('that goes silent %s its answer is left', async (stalls) => {
    const { error, server } = await asked({ stalls }, { stallMs: 60 });
    expect(error).toMatchObject({ kind: 'transient', retryAfterMs: undefined });
    expect(error?.message).toContain('said nothing');
    await expect.poll(() => server.left()).toBe(1);
  });

  it('that does not say what it used has used the worst', async () => {
    const { value, request } = await asked({ json: {}, usage: 'absent' });
    expect(value?.usage).toEqual(worstUsage(request));
  });

  it.each([
    [{ audience: 'https://management.azure.com' }, 'invalid-configuration', '401 401'],
    [{ apiVersion: '2020-01-01' }, 'invalid-configuration', '404 404'],
    [{ deployment: 'nowhere', family: 'gpt-4.1' }, 'invalid-configuration', '404 DeploymentNotFound'],
  ] as const)('is not asked with %j', async (options, kind, refused) => {
    const { error, server } = await asked({ json: {} }, options);
    expect(error).toMatchObject({ kind });
    expect(server.refused).toEqual([refused]);
  });

  it('signs in with a token and no key, whatever the environment says', async () => {
    const server = await startModelServer();
    const names = ['AZURE_OPENAI_API_KEY', 'OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_API_VERSION'];
    for (const name of names) process.env[name] = 'http://127.0.0.1:9/from-the-environment';
    try {
      await azureModel(server).complete(modelRequest());
      await compatibleModel(server).complete(modelRequest());
      expect(server.refused).toEqual([]);
      expect(server.requests).toHaveLength(2);
    } finally {
      for (const name of names) delete process.env[name];
      await server.close();
    }
  });

  it('is refused where nobody knows what it can do', () => {
    const options = { endpoint: 'http://127.0.0.1:9', credential: credentialFor() };
    expect(() => createAzureModel({ ...options, deployment: 'our-own' })).toThrow('name its family');
    expect(createAzureModel({ ...options, deployment: 'our-own', family: 'o4-mini' }).price).toEqual({
      inputUsd: 1.1,
      outputUsd: 4.4,
    });
    expect(createAzureModel({ ...options, deployment: 'gpt-4o-2024-11-20' }).maxOutputTokens).toBe(16_384);
  });

  it.each([
    ['gives no token', async (): Promise<null> => null, 'invalid-configuration', 'no token'],
    [
      'may not',
      async () => {
        throw new PortError('invalid-configuration', 'The identity is unknown.');
      },
      'invalid-configuration',
      'The identity is unknown.',
    ],
    [
      'cannot be reached',
      async () => {
        throw new Error('ECONNREFUSED with a secret');
      },
      'transient',
      'cannot be reached',
    ],
  ] as const)('says why where the identity %s', async (_, getToken, kind, message) => {
    const { url } = await served();
    const model = createAzureModel({ endpoint: url, credential: { getToken }, deployment: 'gpt-4.1' });
    const error: unknown = await model.complete(modelRequest()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind, message: expect.stringContaining(message) });
    expect(String(error)).not.toContain('secret');
  });

  it('tells telemetry what it used and nothing of what was said', async () => {
    const seen: [string, unknown][] = [];
    const span = {
      setAttribute: (name: string, value: unknown): unknown => seen.push([name, value]),
      setAttributes: (all: object): unknown => seen.push(...Object.entries(all)),
      setStatus: () => undefined,
      end: (): unknown => seen.push(['ended', true]),
    };
    const startActiveSpan = (
      name: string,
      { attributes }: { attributes: object },
      work: (own: unknown) => unknown,
    ): unknown => {
      seen.push(['name', name], ...Object.entries(attributes));
      return work(span);
    };
    trace.setGlobalTracerProvider({ getTracer: () => ({ startActiveSpan }) } as unknown as TracerProvider);
    try {
      const { value } = await asked({ json: { said: 'nothing' } });
      expect(Object.fromEntries(seen)).toEqual({
        name: 'chat gpt-4.1',
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'azure.ai.openai',
        'gen_ai.request.model': 'gpt-4.1',
        'gen_ai.request.max_tokens': 1_000,
        'gen_ai.output.type': 'json',
        'gen_ai.agent.name': 'adder',
        'server.address': expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': value?.usage.inputTokens,
        'gen_ai.usage.output_tokens': value?.usage.outputTokens,
        'factory.model.cost_usd': expect.closeTo(0.00016, 8),
        ended: true,
      });
    } finally {
      trace.disable();
    }
  });

  it('repeats nothing of what the service said', async () => {
    const { error } = await asked({ status: 400, code: 'odd' });
    expect(error?.message).not.toContain('As the script says');
  });
});

const {
  FACTORY_TEST_MODEL_URL: realUrl,
  FACTORY_TEST_MODEL_KEY: realKey = '',
  FACTORY_TEST_MODEL: real = 'gpt-4.1-mini',
} = process.env;

describe.skipIf(realUrl === undefined)(
  'a real endpoint (FACTORY_TEST_MODEL_URL, _KEY, FACTORY_TEST_MODEL)',
  () => {
    it('adds', async () => {
      const schema = z.toJSONSchema(z.strictObject({ total: z.number() }));
      const model = compatibleModel({ compatibleUrl: realUrl ?? '' }, { apiKey: realKey, deployment: real });
      const request = modelRequest({ schema, prompt: 'Add 1 and 2. Answer with JSON.' });
      const reply = await model.complete(request);
      expect(reply).toMatchObject({ answer: { total: 3 } });
      expect(reply.usage.inputTokens).toBeLessThanOrEqual(worstUsage(request).inputTokens);
    });
  },
);
