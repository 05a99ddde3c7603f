import { expect } from 'vitest';

import { SOMEBODY } from './callers.ts';
import { expectStatus, type Answer, type Call } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { need, subjectCalled, type Move, type Subject } from './vocabulary.ts';
import {
  allOf,
  ask,
  bodyOf,
  called,
  itemPath,
  letIn,
  shown,
  tried,
  type Attempt,
  type World,
} from './world.ts';

/** The statuses that say each kind of refusal. */
const REFUSALS: Record<string, number[]> = {
  refused: [409, 422],
  'not accepted': [400, 409, 422],
  'not offered': [404, 405, 409, 422],
  forbidden: [403],
  'not open to strangers': [401],
};

/** Ids of all that there are, for a look at whether one was added; nothing where the contract has no list. */
const idsOf = async (world: World, subject: Subject): Promise<unknown> => {
  if (!subject.find || 'lacks' in subject.find) return undefined;
  const all = await allOf(world, subject);
  return all.map(({ id }) => String(id)).toSorted();
};

/** A look at this time through the eyes of who may look, whoever calls later. */
const looking = <T>(world: World, look: () => Promise<T>) => {
  const then = { headers: { ...world.headers }, caller: world.insider ?? world.caller ?? SOMEBODY };
  return async (): Promise<T> => {
    const { headers, caller } = world;
    Object.assign(world, then);
    try {
      return await look();
    } finally {
      Object.assign(world, { headers, caller });
    }
  };
};

/** Calls the service, and keeps how it was before, so that a refusal can be held against it. */
const attempt = async (
  world: World,
  path: string,
  options: Call,
  look: () => Promise<unknown>,
): Promise<Answer> => {
  const looked: Attempt['look'] = looking(world, look);
  const before = await looked();
  const answer = await ask(world, path, options);
  world.attempt = { answer, before, look: looked };
  return answer;
};

const moveOf = (subject: Subject, verb: string): Move => need<Move>(subject.moves?.[verb], verb);

/** Steps about what someone tries, and about what comes of it. */
export const doingSteps: readonly StepDefinition[] = [
  {
    pattern: /^an? (.+) "([^"]+)" is recorded:?$/,
    run: async (world, [word = '', name = ''], [row = {}]) => {
      const subject = subjectCalled(world.vocabulary, word);
      const body = bodyOf(world, subject, row);
      const { path } = need(subject.record, 'record');
      const answer = await attempt(world, path, { method: 'POST', body }, () => idsOf(world, subject));
      if (answer.status === 201) world.named.set(name, { given: body, kept: answer.body });
    },
  },
  {
    pattern: /^"([^"]+)" (was done|is done|is tried) with the (.+) "([^"]+)"$/,
    run: async (world, [verb = '', done = '', word = '', name = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const recorded = called(world, name);
      const { path, body } = moveOf(subject, verb);
      const options = { method: 'POST', body };
      if (done !== 'is tried') {
        expectStatus(await ask(world, itemPath(path, recorded), options), 200);
        letIn(world);
      } else await attempt(world, itemPath(path, recorded), options, () => shown(world, recorded, subject));
    },
  },
  {
    pattern: /^someone tries to change the (.+) "([^"]+)" to:?$/,
    run: async (world, [word = '', name = ''], [row = {}]) => {
      const subject = subjectCalled(world.vocabulary, word);
      const recorded = called(world, name);
      const path = itemPath(need(subject.item, 'item').path, recorded);
      const options = { method: 'PUT', body: bodyOf(world, subject, row) };
      await attempt(world, path, options, () => shown(world, recorded, subject));
    },
  },
  {
    pattern: /^someone tries to (remove|view) the (.+) "([^"]+)"$/,
    run: async (world, [verb = '', word = '', name = '']) => {
      const subject = subjectCalled(world.vocabulary, word);
      const recorded = called(world, name);
      const path = itemPath(need(subject.item, 'item').path, recorded);
      const options = { method: verb === 'remove' ? 'DELETE' : 'GET' };
      await attempt(world, path, options, () => shown(world, recorded, subject));
    },
  },
  {
    pattern: /^it succeeds$/,
    run: (world) => {
      const { answer } = tried(world);
      expectStatus(answer, 200, 201, 204);
      letIn(world);
    },
  },
  {
    pattern: /^it is (refused|not accepted|not offered|forbidden|not open to strangers) and nothing changed$/,
    run: async (world, [how = '']) => {
      const { answer, before, look } = tried(world);
      expectStatus(answer, ...(REFUSALS[how] ?? []));
      expect(answer.type).toMatch(/^application\/problem\+json/);
      expect(await look(), 'What was refused must change nothing').toEqual(before);
    },
  },
];
