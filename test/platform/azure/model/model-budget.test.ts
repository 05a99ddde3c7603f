import { describe, expect, it } from 'vitest';

import type { Reply } from '../../../loopback/model/model-reply.ts';
import { rulesAnswer } from '../../../loopback/model/rules-model.ts';
import type { ChatRequest } from '../../../loopback/model/chat-request.ts';
import { withFallback } from '../../../../platform/azure/model/create-model.ts';
import { factoryWithModel } from './factory-with-model.ts';
import { azureModel, served } from './served.ts';

/** Numbers from 0 to 1 that follow from a seed. */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const KINDS: readonly ((request: ChatRequest) => Reply | Promise<Reply>)[] = [
  async (request) => ({ json: await rulesAnswer(request) }),
  async (request) => ({ json: await rulesAnswer(request), usage: 'absent' }),
  () => ({ text: 'x'.repeat(9_000) }),
  () => ({ json: { wrong: true } }),
  () => ({ truncated: '{"' }),
  () => ({ refusal: 'No.' }),
  () => ({ filtered: 'answer' }),
  () => ({ status: 429, headers: { 'retry-after': '1' } }),
  () => ({ status: 429 }),
  () => ({ status: 500 }),
  () => ({ breaks: 'within' }),
  () => ({ breaks: 'with-error' }),
  () => ({ stalls: 'within' }),
];

/** Tries of one project against models that do anything, until nothing is left. */
const sequence = async (seed: number) => {
  const random = randomOf(seed);
  const script = async (request: ChatRequest) => KINDS[Math.floor(random() * KINDS.length)]!(request);
  const [first, second] = [await served(script), await served(script)];
  const limits = { tokens: Math.floor(30_000 + random() * 600_000), costUsd: 0.05 + random() * 2 };
  const meant = azureModel(first, { stallMs: 100, maxOutputTokens: 20_000 });
  const model =
    random() < 0.5
      ? meant
      : withFallback(
          meant,
          azureModel(second, { deployment: 'gpt-5-mini', stallMs: 100, maxOutputTokens: 9_000 }),
        );
  const app = await factoryWithModel(model, { budgets: limits });
  const seen: { tokens: number; costUsd: number; charged: number }[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    await app.plan(attempt);
    const { tokens, costUsd } = await app.spent().catch(() => ({ tokens: 0, costUsd: 0 }));
    seen.push({ tokens, costUsd, charged: first.charged() + second.charged() });
  }
  const failures = (await app.actions()).map(({ error = '' }) => error);
  return { limits, seen, failures, asked: first.requests.length + second.requests.length };
};

describe('the budget of a project', () => {
  it('is never passed, and never counts less than the service charges, whatever models do', async () => {
    let stopped = 0;
    let asked = 0;
    for (let seed = 1; seed <= 24; seed += 1) {
      const run = await sequence(seed);
      for (const { tokens, costUsd, charged } of run.seen) {
        expect(tokens, `seed ${seed}`).toBeLessThanOrEqual(run.limits.tokens);
        expect(costUsd, `seed ${seed}`).toBeLessThanOrEqual(run.limits.costUsd);
        expect(charged, `seed ${seed}`).toBeLessThanOrEqual(tokens);
      }
      stopped += run.failures.some((error) => error.includes('Raise the budget')) ? 1 : 0;
      asked += run.asked;
    }
    expect(stopped).toBeGreaterThan(3);
    expect(asked).toBeGreaterThan(30);
  }, 120_000);
});
