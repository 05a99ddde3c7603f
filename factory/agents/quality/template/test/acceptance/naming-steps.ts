import { expect } from 'vitest';

import { forgetCallers } from './callers.ts';
import { expectStatus } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { bodyFrom } from './values.ts';
import { need, subjectCalled, type Part } from './vocabulary.ts';
import { ask, bodyOf, idOf, letIn } from './world.ts';

/** Steps that set the scene: what time it is, who calls, what is there under which name. */
export const namingSteps: readonly StepDefinition[] = [
  {
    pattern: /^it is "(.+)"$/,
    run: (world, [now = '']) => {
      world.headers['X-Development-Now'] = now;
    },
  },
  {
    pattern: /^the caller is "([^"]*)"$/,
    run: (world, [name = '']) => {
      world.caller = { name, roles: [] };
    },
  },
  {
    pattern: /^the caller is "([^"]*)" in the role "([^"]+)"$/,
    run: (world, [name = '', role = '']) => {
      world.caller = { name, roles: [role] };
    },
  },
  {
    pattern: /^nobody says who calls$/,
    run: (world) => {
      world.caller = undefined;
    },
  },
  {
    pattern: /^the service starts with nothing recorded$/,
    run: async (world) => {
      await world.service.renew();
      forgetCallers(world.service);
    },
  },
  {
    pattern: /^the (.+) of each (.+) are:$/,
    run: (world, [plural = '', word = ''], rows) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { property, attributes } = need<Part>(subject.parts?.[plural], plural);
      const parts = rows.map((row) => bodyFrom(attributes, row, (name) => idOf(world, name)));
      world.parts.set(subject, { ...world.parts.get(subject), [property]: parts });
    },
  },
  {
    pattern: /^an? (.+) "([^"]+)" was recorded:?$/,
    run: async (world, [word = '', name = ''], [row = {}]) => {
      const subject = subjectCalled(world.vocabulary, word);
      const body = bodyOf(world, subject, row);
      const answer = await ask(world, need(subject.record, 'record').path, { method: 'POST', body });
      expectStatus(answer, 201);
      expect(answer.body['id'], `The ${word} has an id`).toEqual(expect.any(String));
      world.named.set(name, { given: body, kept: answer.body });
      letIn(world);
    },
  },
];
