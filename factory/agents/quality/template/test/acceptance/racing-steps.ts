import { expect } from 'vitest';

import { expectStatus, type Answer, type Call } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { need, subjectCalled, type Move } from './vocabulary.ts';
import { ask, bodyOf, called, itemPath, type Recorded, type World } from './world.ts';

/** Sends every request at the same time, each from a writer who read the same version. */
const race = async (
  world: World,
  view: { path: string },
  recorded: Recorded,
  path: string,
  requests: readonly Call[],
): Promise<void> => {
  const { etag } = await ask(world, itemPath(view.path, recorded));
  expect(etag, 'The service says which version was read').not.toBe('');
  const headers = { 'If-Match': etag };
  const answers = requests.map((request) => ask(world, itemPath(path, recorded), { ...request, headers }));
  world.answers.push(...(await Promise.all(answers)));
};

const statusesOf = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status).toSorted();

/** Steps about two writers who know nothing of each other. */
export const racingSteps: readonly StepDefinition[] = [
  {
    pattern: /^two writers who read the same version change the (.+) "([^"]+)" to:?$/,
    run: async (world, [word = '', name = ''], rows) => {
      const subject = subjectCalled(world.vocabulary, word);
      const requests = (rows.length > 0 ? rows : [{}, {}]).map((row) => ({
        method: 'PUT',
        body: bodyOf(world, subject, row),
      }));
      const path = need(subject.change, 'change').path;
      await race(world, need(subject.view, 'view'), called(world, name), path, requests);
    },
  },
  {
    pattern: /^two writers who read the same version try "([^"]+)" with the (.+) "([^"]+)"$/,
    run: async (world, [verb = '', word = '', name = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const { path, body } = need<Move>(subject.moves?.[verb], verb);
      const request = { method: 'POST', body };
      await race(world, need(subject.view, 'view'), called(world, name), path, [request, request]);
    },
  },
  {
    pattern: /^one is let through and the other is refused as outdated$/,
    run: (world) => {
      const answers = world.answers.slice(-2);
      expect(statusesOf(answers)).toEqual([200, 412]);
      for (const answer of answers) expectStatus(answer, 200, 412);
    },
  },
];
