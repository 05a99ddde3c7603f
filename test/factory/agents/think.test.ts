import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { defineAgent, type Agent } from '../../../factory/agents/define-agent.ts';
import { fenced } from '../../../factory/agents/prompt/data-fence.ts';
import { runAgent, type KnowledgeQuery } from '../../../factory/agents/run-agent.ts';
import type { Thinking, Thought } from '../../../factory/agents/thinking.ts';
import type { Spend } from '../../../factory/domain/budget.ts';
import type { ModelProvider } from '../../../factory/domain/model.ts';
import { scriptedProvider, type Turn } from './scripted-provider.ts';

type Sum = { total: number };

const adder: Agent<number[], Sum> = defineAgent<number[], Sum>({
  name: 'adder',
  team: 'engineering',
  input: z.array(z.number()),
  output: z.strictObject({ total: z.number() }),
  query: () => 'sum',
  prompt: {
    version: 'adder-1',
    instructions: 'Add the numbers.',
    material: (numbers) => [{ name: 'numbers', text: numbers.join(' and ') }],
  },
  rules: (numbers) => ({ total: numbers.reduce((total, number) => total + number, 0) }),
  check: ({ total }, numbers) =>
    total === numbers.reduce((sum, number) => sum + number, 0)
      ? []
      : [{ rule: 'sum', message: `${total} is not the sum. TS2322 was said.` }],
});

const knowledge: KnowledgeQuery = { query: async () => [] };

/** An agent asked again and again as the activity does: what failed is kept between the calls. */
const series = (script: readonly Turn[], changes: Partial<ModelProvider> = {}, agent = adder) => {
  const provider = scriptedProvider(script, changes);
  const kept: Pick<Thinking, 'failed' | 'used'> = { failed: [], used: [] };
  const paid: { strategy: string; worst: Spend; spent: Spend }[] = [];
  const once = async (guidance: readonly string[] = []) => {
    const notes: Thought[] = [];
    const run = await runAgent(agent, [1, 2], knowledge, {
      provider,
      ...kept,
      guidance,
      note: (thought) => void notes.push(thought),
      pay: async ({ strategy, worst, call, spent }) => {
        const reply = await call();
        paid.push({ strategy, worst, spent: spent(reply) });
        return reply;
      },
    });
    if (!run.ok && run.tried) {
      kept.used = [...kept.used, ...run.tried.used];
      kept.failed = [...kept.failed, ...(run.tried.failedTry ? [run.tried.failedTry] : [])];
    }
    return { run, thought: notes.at(-1) };
  };
  return { provider, paid, once };
};

describe('an agent with a model', () => {
  it('asks once and uses what is right', async () => {
    const { provider, paid, once } = series([{ answer: { total: 3 } }]);
    const { run, thought } = await once(['Add them as whole numbers.']);
    expect(run).toMatchObject({ ok: true, output: { total: 3 } });
    expect(thought).toEqual({
      provider: 'scripted',
      strategy: 'as-asked',
      prompt: expect.stringMatching(/^adder-1\+[0-9a-f]{8}$/),
      usage: { calls: 1, inputTokens: 58, outputTokens: 6, costUsd: 0.000164 },
    });
    expect(provider.requests[0]).toMatchObject({ agent: 'adder', strategy: 'as-asked', findings: [] });
    expect(provider.requests[0]?.prompt).toBe(
      [
        fenced({ name: 'numbers', text: '1 and 2' }),
        fenced({ name: 'guidance', text: '- Add them as whole numbers.' }),
      ].join('\n\n'),
    );
    expect(paid[0]?.spent).toEqual({ tokens: 64, costUsd: 0.000164 });
    expect(paid[0]?.worst.tokens).toBeGreaterThan(51_000);
  });

  it('takes another strategy for every try and tells what was wrong with the one before', async () => {
    const { provider, once } = series([
      { answer: { total: 4 } },
      { answer: { total: '3' } },
      { answer: { total: 5 } },
      { answer: { total: 3 } },
    ]);
    const tries = [await once(), await once(), await once(), await once()];
    expect(tries.map(({ thought }) => thought?.strategy)).toEqual([
      'as-asked',
      'with-findings',
      'simpler-construct',
      'known-diagnostics',
    ]);
    expect(tries.map(({ run }) => run.ok)).toEqual([false, false, false, true]);
    expect(provider.requests.map(({ findings }) => findings[0]?.rule)).toEqual([
      undefined,
      'sum',
      'total',
      'sum',
    ]);
    expect(provider.requests[1]?.prompt).toContain('4 is not the sum');
    expect(provider.requests[3]?.prompt).toContain('TS2322 A value of another type is assigned. Cause:');
    expect(tries[3]?.thought?.diff).toBe('1 lines added, 1 removed; 1 places changed: total');
  });

  it('does not count an equal answer: the next strategy follows at once, and both are paid', async () => {
    const { provider, paid, once } = series([
      { answer: { total: 4 } },
      { answer: { total: 4 } },
      { answer: { total: 3 } },
    ]);
    await once();
    const { run, thought } = await once();
    expect(run.ok).toBe(true);
    expect(provider.requests.map(({ strategy }) => strategy)).toEqual([
      'as-asked',
      'with-findings',
      'simpler-construct',
    ]);
    expect(paid).toHaveLength(3);
    expect(thought).toMatchObject({ strategy: 'simpler-construct', usage: { calls: 2 } });
    expect(thought?.diff).toMatch(
      /^with-findings gave an answer that had failed, which is no try; 1 lines added/,
    );
  });

  it('leaves out what it knows nothing of, and lets the rules answer at last', async () => {
    const declining: Turn[] = [{ refusal: 'No.' }, { refusal: 'Never.' }, { refusal: 'Not now.' }];
    const { provider, once } = series(declining);
    const runs = [await once(), await once(), await once(), await once()];
    expect(runs[0]?.run).toMatchObject({
      ok: false,
      failure: { kind: 'code-generation', message: 'adder declined to answer:\n- declined: No.' },
    });
    expect(provider.requests).toHaveLength(3);
    expect(runs[3]).toMatchObject({
      run: { ok: true, output: { total: 3 } },
      thought: { provider: 'rules', strategy: 'rules' },
    });
  });

  it('says when no strategy is left, without another call', async () => {
    const wrong = { ...adder, rules: () => ({ total: 4 }) };
    const { provider, once } = series(
      [4, 5, 6, 7].map((total) => ({ answer: { total } })),
      {},
      wrong,
    );
    for (let call = 1; call <= 4; call += 1) await once();
    const { run, thought } = await once();
    expect(run).toMatchObject({
      ok: false,
      failure: { kind: 'code-generation', message: expect.stringContaining('has no other strategy left') },
    });
    expect(thought).toMatchObject({ strategy: 'rules', diff: expect.stringContaining('which is no try') });
    expect(provider.requests).toHaveLength(4);
  });

  it('takes the word of an agent that cannot answer what it was given', async () => {
    const { once } = series([{ answer: { refused: 'Nothing to add.', suggestion: 'Give two numbers.' } }]);
    expect((await once()).run).toEqual({
      ok: false,
      failure: { kind: 'invalid-configuration', message: 'Nothing to add. Give two numbers.' },
    });
  });

  it.each(['heeding', 'deaf'] as const)('ends a call that takes too long (%s)', async (hangs) => {
    const { once } = series([{ hangs }], { timeoutMs: 5 });
    await expect(once()).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('hands on what the provider throws', async () => {
    const { once } = series([{ rateLimitedMs: 9_000 }, { networkError: 'read ECONNRESET' }]);
    await expect(once()).rejects.toMatchObject({ kind: 'transient', retryAfterMs: 9_000 });
    await expect(once()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
