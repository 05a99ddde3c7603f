import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { architectureAgent } from '../../../../factory/agents/architecture/architecture-agent.ts';
import { devopsAgent } from '../../../../factory/agents/devops/devops-agent.ts';
import { engineeringAgent } from '../../../../factory/agents/engineering/engineering-agent.ts';
import { visionAgent } from '../../../../factory/agents/vision/vision-agent.ts';
import { AZURE_LIMITS, OPENAI_LIMITS } from '../../../../platform/azure/model/schema-size.ts';
import { strictSchema, withoutNulls } from '../../../../platform/azure/model/strict-schema.ts';
import { OPENAI, strictProblem } from '../../../loopback/model/strict-problem.ts';

const strict = (schema: z.ZodType, limits = AZURE_LIMITS) => strictSchema(z.toJSONSchema(schema), limits);

describe('a schema in strict mode', () => {
  it('of engineering and delivery plans is one that the service takes', () => {
    for (const { output } of [engineeringAgent, devopsAgent]) {
      const schema = strict(output);
      expect(schema).toBeDefined();
      expect(strictProblem({ ...schema })).toBeUndefined();
    }
  });

  it('of plan and blueprint is too large for Azure; the blueprint has open records for any', () => {
    expect(strict(visionAgent.output)).toBeUndefined();
    expect(strict(architectureAgent.output)).toBeUndefined();
    const plan = strict(visionAgent.output, OPENAI_LIMITS);
    expect(strictProblem({ ...plan }, OPENAI)).toBeUndefined();
    expect(strictProblem({ ...plan })).toMatch(/exceed the limit of 100/);
    expect(strict(architectureAgent.output, OPENAI_LIMITS)).toBeUndefined();
  });

  it('says in words what it has no keyword for', () => {
    const schema = strict(
      z.strictObject({
        kind: z.literal('a').describe('Which.'),
        size: z.number().min(3).describe('How large.'),
        part: z.discriminatedUnion('is', [
          z.strictObject({ is: z.literal('x') }),
          z.strictObject({ is: z.literal('y'), more: z.string().max(5).optional() }),
        ]),
      }),
    );
    expect(schema).toEqual({
      type: 'object',
      properties: {
        kind: { type: 'string', description: 'Which.', enum: ['a'] },
        size: { type: 'number', description: 'How large.; minimum: 3' },
        part: {
          anyOf: [
            {
              type: 'object',
              properties: { is: { type: 'string', enum: ['x'] } },
              required: ['is'],
              additionalProperties: false,
            },
            {
              type: 'object',
              properties: {
                is: { type: 'string', enum: ['y'] },
                more: { anyOf: [{ type: 'string', description: 'maxLength: 5' }, { type: 'null' }] },
              },
              required: ['is', 'more'],
              additionalProperties: false,
            },
          ],
        },
      },
      required: ['kind', 'size', 'part'],
      additionalProperties: false,
    });
    expect(strictProblem({ ...schema })).toBeUndefined();
  });

  it('keeps definitions that refer to themselves', () => {
    type Tree = { name: string; below: Tree[] };
    const tree: z.ZodType<Tree> = z.lazy(() => z.strictObject({ name: z.string(), below: z.array(tree) }));
    const schema = strict(z.strictObject({ root: tree }));
    expect(schema).toMatchObject({ $defs: expect.any(Object) });
    expect(strictProblem({ ...schema })).toBeUndefined();
  });

  it.each([
    ['a record', z.strictObject({ by: z.record(z.string(), z.string()) })],
    ['an open object', z.looseObject({ a: z.string() })],
    ['anything', z.strictObject({ a: z.unknown() })],
    ['a tuple', z.strictObject({ a: z.tuple([z.string(), z.number()]) })],
    [
      'null beside what may be absent',
      z.strictObject({ a: z.string().nullable(), b: z.string().optional() }),
    ],
    ['a list at the root', z.array(z.string())],
    [
      'too much of it',
      z.strictObject(Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, z.string()]))),
    ],
  ])('is none for %s', (_, schema) => {
    expect(strict(schema)).toBeUndefined();
  });

  it('is answered with nulls for what is absent', () => {
    expect(withoutNulls({ a: null, b: [{ c: null, d: 0 }], e: '' })).toEqual({ b: [{ d: 0 }], e: '' });
  });
});
