import { expect } from 'vitest';

import { expectStatus } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { expectValues } from './values.ts';
import { need } from './vocabulary.ts';
import { ask, bodyOf, itemPath, nth, shown, subjectOf } from './world.ts';

/** Steps about changing, removing and keeping things. */
export const changingSteps: readonly StepDefinition[] = [
  {
    pattern: /^someone tries to change or remove it$/,
    run: async (world) => {
      const recorded = nth(world, 0);
      const path = itemPath(need(subjectOf(world).item, 'item').path, recorded);
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const body = method === 'DELETE' ? {} : { body: recorded.given };
        world.answers.push(await ask(world, path, { method, ...body }));
      }
    },
  },
  {
    pattern: /^every attempt is refused$/,
    run: (world) => {
      for (const answer of world.answers.slice(-3)) expectStatus(answer, 404, 405);
    },
  },
  {
    pattern: /^the contract offers no way to do so$/,
    run: (world) => {
      const { changes, plural } = subjectOf(world);
      expect(changes, `The contract offers a way to change or remove ${plural}`).toEqual([]);
    },
  },
  {
    pattern: /^it still has every value given$/,
    run: async (world) => {
      const recorded = nth(world, 0);
      expectValues(subjectOf(world), await shown(world, recorded), recorded.given);
    },
  },
  {
    pattern: /^it is changed to:?$/,
    run: async (world, _words, [row = {}]) => {
      const subject = subjectOf(world);
      const recorded = nth(world, 0);
      const body = bodyOf(world, subject, row);
      const path = itemPath(need(subject.change, 'change').path, recorded);
      expectStatus(await ask(world, path, { method: 'PUT', body }), 200);
      world.recorded = [{ ...recorded, given: body }];
    },
  },
  {
    pattern: /^it is removed$/,
    run: async (world) => {
      const path = itemPath(need(subjectOf(world).remove, 'remove').path, nth(world, 0));
      expectStatus(await ask(world, path, { method: 'DELETE' }), 204);
    },
  },
  {
    pattern: /^it is gone$/,
    run: async (world) => {
      expect(await shown(world, nth(world, 0))).toBeUndefined();
    },
  },
  {
    pattern: /^the service is stopped and started again$/,
    run: async (world) => {
      await world.service.restart();
    },
  },
];
