import { expect } from 'vitest';

import { expectStatus, type Thing } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { expectValues } from './values.ts';
import { need, type Attribute, type Part, type Subject } from './vocabulary.ts';
import { about, allOf, ask, lastAnswer, nth, record, send, subjectOf } from './world.ts';

/** Where the contract has an attribute, or the parts, of a thing. */
const placeOf = (subject: Subject, word: string): { property: string } =>
  need<Attribute | Part>(subject.attributes[word] ?? subject.parts?.[word], word);

const idsOf = (things: readonly Thing[]): string[] => things.map(({ id }) => String(id)).toSorted();

/** Steps about recording things and about what is refused. */
export const recordingSteps: readonly StepDefinition[] = [
  {
    pattern: /^(?:an?|these) (.+) (?:was|were) recorded:?$/,
    run: async (world, [word = ''], rows) => {
      about(world, word);
      for (const row of rows.length > 0 ? rows : [{}]) await record(world, row);
    },
  },
  {
    pattern: /^an? (.+) is recorded:?$/,
    run: async (world, [word = ''], [row = {}]) => {
      about(world, word);
      const answer = await send(world, row);
      world.recorded.push({ given: world.sent, kept: answer.body });
    },
  },
  {
    pattern: /^it is kept with an id, the time of recording and every value given$/,
    run: (world) => {
      const answer = lastAnswer(world);
      expectStatus(answer, 201);
      expect(answer.body).toMatchObject({ id: expect.any(String), recordedAt: expect.any(String) });
      expectValues(subjectOf(world), answer.body, world.sent);
    },
  },
  {
    pattern: /^one that gives only what is required is kept as well:?$/,
    run: async (world, _words, [row = {}]) => {
      await record(world, row);
    },
  },
  {
    pattern: /^an? (.+) is recorded without (?:an? )?([^:]+):?$/,
    run: async (world, [word = '', attribute = ''], [row = {}]) => {
      const subject = about(world, word);
      const { property } = placeOf(subject, attribute);
      const { [property]: _left, ...parts } = world.parts.get(subject) ?? {};
      world.parts.set(subject, parts);
      await send(world, row);
    },
  },
  {
    pattern: /^it is refused as (invalid|a conflict)$/,
    run: (world, [reason]) => {
      const answer = lastAnswer(world);
      expectStatus(answer, reason === 'invalid' ? 400 : 409);
      expect(answer.type).toMatch(/^application\/problem\+json/);
    },
  },
  {
    pattern: /^the refusal names the (.+)$/,
    run: (world, [attribute = '']) => {
      const { property } = placeOf(subjectOf(world), attribute);
      expect(JSON.stringify([lastAnswer(world).body['detail'], lastAnswer(world).body['errors']])).toContain(
        property,
      );
    },
  },
  {
    pattern: /^an? (.+) was recorded under the idempotency key "(.+?)":?$/,
    run: async (world, [word = '', key = ''], [row = {}]) => {
      const { header } = need(about(world, word).once, 'idempotency key');
      world.key = key;
      await record(world, row, { [header]: key });
    },
  },
  {
    pattern: /^the same request is sent again$/,
    run: async (world) => {
      const subject = subjectOf(world);
      const { header } = need(subject.once, 'idempotency key');
      if (subject.find && !('lacks' in subject.find)) world.found = await allOf(world, subject);
      const answer = await ask(world, need(subject.record, 'record').path, {
        method: 'POST',
        body: world.sent,
        headers: { [header]: world.key },
      });
      world.answers.push(answer);
    },
  },
  {
    pattern: /^the same answer is given$/,
    run: (world) => {
      const [first, second] = world.answers.slice(-2);
      expect([second?.status, second?.body]).toEqual([first?.status, first?.body]);
    },
  },
  {
    pattern: /^it is kept only once$/,
    run: async (world) => {
      const subject = subjectOf(world);
      const all = idsOf(await allOf(world, subject));
      expect(all).toEqual(idsOf(world.found));
      expect(all).toContain(nth(world, 0).kept['id']);
    },
  },
];
