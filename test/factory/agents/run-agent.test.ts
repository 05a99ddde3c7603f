import { expect, test } from 'vitest';
import { z } from 'zod';

import { defineAgent, type Agent } from '../../../factory/agents/define-agent.ts';
import { runAgent, type KnowledgeQuery } from '../../../factory/agents/run-agent.ts';

type Sum = { total: number };

const sum = (change: Partial<Agent<number[], Sum>> = {}): Agent<number[], Sum> =>
  defineAgent<number[], Sum>({
    name: 'adder',
    team: 'engineering',
    input: z.array(z.number()),
    output: z.strictObject({ total: z.number() }),
    query: (numbers) => `sum of ${numbers.length} numbers`,
    prompt: {
      version: 'adder-1',
      instructions: 'Add the numbers.',
      material: (numbers) => [{ name: 'numbers', text: numbers.join(' and ') }],
    },
    rules: (numbers) => ({ total: numbers.reduce((total, number) => total + number, 0) }),
    check: ({ total }, numbers) =>
      total < 0 && numbers.every((number) => number >= 0)
        ? [{ rule: 'sign', message: 'The total is negative.' }]
        : [],
    ...change,
  });

const knowledge: KnowledgeQuery = {
  query: async (text, kinds) => [
    {
      id: 'pattern/addition',
      title: 'Addition',
      kind: 'pattern',
      text: 'Add.',
      why: `${text} among ${kinds.join('+')}`,
    },
  ],
};

test('asks the knowledge base, answers by the rules and says what it used', async () => {
  expect(await runAgent(sum(), [1, 2], knowledge)).toEqual({
    ok: true,
    output: { total: 3 },
    knowledge: [{ id: 'pattern/addition', why: 'sum of 2 numbers among pattern+project' }],
  });
});

test('asks for the kinds and the structure that the agent wants, and records what the output rests on', async () => {
  const asked: unknown[] = [];
  const agent = sum({
    kinds: ['archetype', 'project'],
    features: (numbers) => [`sum of ${numbers.length}`],
    used: ({ total }, found) => found.map(({ id }) => ({ id, why: `for ${total}` })),
  });
  const run = await runAgent(agent, [1, 2], {
    query: async (...question) => {
      asked.push(question);
      return [{ id: 'archetype/sum', title: 'Sum', kind: 'archetype', text: 'Add.', why: 'matches sum' }];
    },
  });
  expect(asked).toEqual([['sum of 2 numbers', ['archetype', 'project'], 5, ['sum of 2']]]);
  expect(run).toMatchObject({ ok: true, knowledge: [{ id: 'archetype/sum', why: 'for 3' }] });
});

test('the rules see what the knowledge base found', async () => {
  const run = await runAgent(sum({ rules: (_, found) => ({ total: found.length }) }), [5], knowledge);
  expect(run).toMatchObject({ ok: true, output: { total: 1 } });
});

test('a refusal is an invalid configuration', async () => {
  const agent = sum({ rules: () => ({ refused: 'Nothing to add.', suggestion: 'Give two numbers.' }) });
  expect(await runAgent(agent, [], knowledge)).toEqual({
    ok: false,
    failure: { kind: 'invalid-configuration', message: 'Nothing to add. Give two numbers.' },
  });
});

test('a wrong shape and a finding of the self-check are code generation failures', async () => {
  const misshapen = sum({ rules: () => ({ total: 'three' }) as unknown as Sum });
  expect(await runAgent(misshapen, [1], knowledge)).toEqual({
    ok: false,
    failure: {
      kind: 'code-generation',
      message: expect.stringMatching(/^adder answered in a wrong shape:\n- total: /),
    },
  });
  expect(await runAgent(sum({ rules: () => ({ total: -1 }) }), [1], knowledge)).toEqual({
    ok: false,
    failure: {
      kind: 'code-generation',
      message: 'adder contradicts itself:\n- sign: The total is negative.',
    },
  });
});

test('a wrong input is an invalid configuration', async () => {
  expect(await runAgent(sum(), ['1'] as unknown as number[], knowledge)).toMatchObject({
    ok: false,
    failure: { kind: 'invalid-configuration', message: expect.stringContaining('0: ') },
  });
});

test('an error of the knowledge base passes through', async () => {
  const broken: KnowledgeQuery = { query: () => Promise.reject(new Error('disk full')) };
  await expect(runAgent(sum(), [1], broken)).rejects.toThrow('disk full');
});
