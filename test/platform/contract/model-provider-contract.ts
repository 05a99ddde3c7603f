import { describe, expect, it } from 'vitest';

import { worstUsage, type ModelRequest } from '../../../factory/domain/model.ts';
import type { ModelProvider } from '../../../platform/ports.ts';

export const modelRequest = (changes: Partial<ModelRequest> = {}): ModelRequest => ({
  agent: 'adder',
  instructions: 'You add numbers.',
  prompt: 'Add 1 and 2: “drei” — 三.',
  schema: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
  findings: [],
  strategy: 'as-asked',
  maxOutputTokens: 1_000,
  signal: new AbortController().signal,
  ...changes,
});

/** Providers against a service that does what each test needs. */
export type ModelServices = {
  answering(answer: unknown): ModelProvider;
  refusing(refusal: string): ModelProvider;
  hanging(): ModelProvider;
  rateLimited(retryAfterMs: number): ModelProvider;
  unreachable(): ModelProvider;
};

export const modelProviderContract = (name: string, services: ModelServices): void => {
  describe(`${name} is a model provider`, () => {
    it('has a name, a price and limits', () => {
      const provider = services.answering({});
      expect(provider.name).not.toBe('');
      expect(Math.min(provider.price.inputUsd, provider.price.outputUsd)).toBeGreaterThanOrEqual(0);
      expect(provider.maxOutputTokens).toBeGreaterThan(0);
      expect(provider.timeoutMs).toBeGreaterThan(0);
    });

    it('answers an object as it was given, with what it used, never more than the worst case', async () => {
      const request = modelRequest();
      const reply = await services.answering({ total: 3, of: ['“1”'] }).complete(request);
      expect(reply).toMatchObject({ answer: { total: 3, of: ['“1”'] } });
      const worst = worstUsage(request);
      for (const side of ['inputTokens', 'outputTokens'] as const) {
        expect(Number.isSafeInteger(reply.usage[side])).toBe(true);
        expect(reply.usage[side]).toBeGreaterThan(0);
        expect(reply.usage[side]).toBeLessThanOrEqual(worst[side]);
      }
    });

    it('answers a wrong shape as it came: the agent judges it', async () => {
      expect(await services.answering('three').complete(modelRequest())).toMatchObject({ answer: 'three' });
    });

    it('says with which words the model declined, and what that used', async () => {
      const reply = await services.refusing('I may not add.').complete(modelRequest());
      expect(reply).toMatchObject({ refusal: 'I may not add.' });
      expect(reply).not.toHaveProperty('answer');
      expect(reply.usage.inputTokens).toBeGreaterThan(0);
    });

    it('ends with the signal, before and during a call', async () => {
      const ended = AbortSignal.abort(new DOMException('Enough.', 'TimeoutError'));
      await expect(services.hanging().complete(modelRequest({ signal: ended }))).rejects.toThrow('Enough.');
      const controller = new AbortController();
      const answer = services.hanging().complete(modelRequest({ signal: controller.signal }));
      controller.abort(new DOMException('Too slow.', 'TimeoutError'));
      await expect(answer).rejects.toThrow('Too slow.');
    });

    it('hands on how long a busy service wants to be left alone', async () => {
      await expect(services.rateLimited(7_000).complete(modelRequest())).rejects.toMatchObject({
        kind: 'transient',
        retryAfterMs: 7_000,
      });
    });

    it('does not claim to have been refused when the connection broke', async () => {
      const error: unknown = await services
        .unreachable()
        .complete(modelRequest())
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toMatchObject({ retryAfterMs: expect.any(Number) });
    });
  });
};
