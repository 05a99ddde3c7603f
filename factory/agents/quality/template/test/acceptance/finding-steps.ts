import { expect } from 'vitest';

import { expectStatus, listAll, type Thing } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { attributeOf, expectValues, same, valueOf } from './values.ts';
import { need, type Filter, type States, type Subject } from './vocabulary.ts';
import { about, allOf, ask, idOf, itemPath, nth, record, subjectOf, type World } from './world.ts';

const idsOf = (things: readonly Thing[]): unknown[] => things.map(({ id }) => id);

const ORDINALS = ['first', 'second', 'third'];

const idAt = (world: World, ordinal: string): unknown => nth(world, ORDINALS.indexOf(ordinal)).kept['id'];

/** The day or instant that follows a value: the end of the shortest period that holds it. */
const following = (value: string): string => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const next = new Date(Date.parse(value) + (day ? 86_400_000 : 1_000)).toISOString();
  return day ? next.slice(0, 10) : next;
};

const queryOf = (filter: Filter, value: string): Record<string, string> => {
  if ('equals' in filter) return { [filter.equals]: value };
  return { [filter.from]: value, [filter.until]: following(value) };
};

const periodOf = (
  subject: Subject,
  attribute: string,
  from: string,
  until: string,
): Record<string, string> => {
  const filter = need<Filter>(subject.findBy[attribute], attribute);
  if ('equals' in filter)
    throw new Error(`The contract finds by ${attribute} only what equals it, not a period.`);
  return { [filter.from]: from, [filter.until]: until };
};

/** Steps about seeing, finding and listing things. */
export const findingSteps: readonly StepDefinition[] = [
  {
    pattern: /^it is viewed$/,
    run: async (world) => {
      const { path } = need(subjectOf(world).view, 'view');
      const answer = await ask(world, itemPath(path, nth(world, 0)));
      expectStatus(answer, 200);
      world.found = [answer.body];
    },
  },
  {
    pattern: /^every value given is shown$/,
    run: (world) => {
      const { given, kept } = nth(world, 0);
      expectValues(subjectOf(world), world.found[0], { ...given, id: kept['id'] });
    },
  },
  {
    pattern: /^(.+) are found by ([^"]+) from "(.+)" until "(.+)"$/,
    run: async (world, [word = '', attribute = '', from = '', until = '']) => {
      const subject = about(world, word);
      const query = periodOf(subject, attribute, from, until);
      world.found = await allOf(world, subject, query);
    },
  },
  {
    pattern: /^(.+) are found by ([^"]+) "(.*)"$/,
    run: async (world, [word = '', attribute = '', value = '']) => {
      const subject = about(world, word);
      const filter = need<Filter>(subject.findBy[attribute], attribute);
      const meant = valueOf(attributeOf(subject.attributes, attribute), value, (name) => idOf(world, name));
      world.found = await allOf(world, subject, queryOf(filter, String(meant)));
    },
  },
  {
    pattern: /^every one found has (.+) "(.*)"$/,
    run: (world, [word = '', cell = '']) => {
      const subject = subjectOf(world);
      const attribute = attributeOf(subject.attributes, word);
      const value = valueOf(attribute, cell, (name) => idOf(world, name));
      const others = world.found.filter(
        (item) => !same(subject, attribute.property, item[attribute.property], value),
      );
      expect(others).toEqual([]);
    },
  },
  {
    pattern: /^(.+) are found by (.+) around that of the first$/,
    run: async (world, [word = '', attribute = '']) => {
      const subject = about(world, word);
      const at = Date.parse(String(nth(world, 0).kept[attributeOf(subject.attributes, attribute).property]));
      const [from, until] = [at - 1_000, at + 60_000].map((time) => new Date(time).toISOString());
      const query = periodOf(subject, attribute, from ?? '', until ?? '');
      world.found = await allOf(world, subject, query);
    },
  },
  {
    pattern: /^(.+) are found by (.+) before that of the first$/,
    run: async (world, [word = '', attribute = '']) => {
      const subject = about(world, word);
      const until = String(nth(world, 0).kept[attributeOf(subject.attributes, attribute).property]);
      const query = periodOf(subject, attribute, '2000-01-01T00:00:00Z', until);
      world.found = await allOf(world, subject, query);
    },
  },
  {
    pattern: /^(.+) whose ([^"]+) is "(.+)" are found$/,
    run: async (world, [word = '', term = '', state = '']) => {
      const subject = about(world, word);
      const filter = need<Filter>(subject.findBy[term], term);
      const { values } = need<States>(subject.states, term);
      const { value } = need<{ value: string }>(values[state], state);
      world.found = await allOf(world, subject, queryOf(filter, value));
    },
  },
  {
    pattern: /^the .+ "([^"]+)" is (not )?among them$/,
    run: (world, [name = '', not]) => {
      const ids = idsOf(world.found);
      if (not === undefined) expect(ids).toContain(idOf(world, name));
      else expect(ids).not.toContain(idOf(world, name));
    },
  },
  {
    pattern: /^the (first|second|third) is among them$/,
    run: (world, [ordinal = '']) => {
      expect(idsOf(world.found)).toContain(idAt(world, ordinal));
    },
  },
  {
    pattern: /^the (first|second|third) is not among them$/,
    run: (world, [ordinal = '']) => {
      expect(idsOf(world.found)).not.toContain(idAt(world, ordinal));
    },
  },
  {
    pattern: /^(.+) are listed (\d+) at a time while this one is recorded:?$/,
    run: async (world, [word = '', limit = ''], [row = {}]) => {
      const subject = about(world, word);
      const expected = [...world.recorded];
      let pages = 0;
      world.found = await listAll(
        (path, options) => ask(world, path, options),
        need(subject.find, 'find').path,
        { limit },
        async () => {
          pages += 1;
          if (pages === 1) await record(world, row);
        },
      );
      expect(pages, 'The list came on one page.').toBeGreaterThan(0);
      world.recorded = expected;
    },
  },
  {
    pattern: /^each one recorded before is listed exactly once$/,
    run: (world) => {
      const counts = world.recorded.map(
        ({ kept }) => world.found.filter(({ id }) => id === kept['id']).length,
      );
      expect(counts).toEqual(world.recorded.map(() => 1));
    },
  },
];
