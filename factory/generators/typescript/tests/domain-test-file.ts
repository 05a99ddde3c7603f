import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Field } from '../../../domain/blueprint.ts';
import { isAlwaysPresent, type AggregateModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { changeTests } from './domain-change-tests.ts';
import { eventsCode, shownCode, stateDifferences } from './expected-events.ts';
import { givenOf } from './expressions/world.ts';
import { inputCall } from './input-file.ts';
import { factsName, methodCall } from './method-calls.ts';
import { partRules } from './part-tests.ts';
import { edgeValues, refusedValues } from './refused-values.ts';
import { supportImports } from './support-imports.ts';
import { isHeld } from './state-worlds.ts';
import { keptIn, sampleWorld, stamp } from './worlds.ts';

const creation = (model: AggregateModel): string[] => {
  const { one, create } = model;
  const make = methodCall(model, create, '');
  const world = sampleWorld(model);
  const given = givenOf(model.aggregate, world.fields);
  const added = stateDifferences(keptIn(model, world), { id: stamp.id, recordedAt: stamp.at, ...given });
  const expected = ['id: stamp.id', 'recordedAt: stamp.at', `...${inputCall(model)}`, ...added];
  return [
    block(
      `it('keeps what it is given, and what the server sets', () => {`,
      `const ${one} = ${make};`,
      `expect(${one}.state).toEqual({ ${expected.join(', ')} });`,
      model.isVersioned && `expect(${one}.version).toBe(0);`,
      '});',
    ),
    block(
      create.events.length === 0
        ? `it('says nothing when it is made', () => {`
        : `it('tells once that it was made', () => {`,
      `const ${one} = ${make};`,
      `expect(${one}.releaseEvents()).toEqual(${eventsCode(create.events, shownCode(model, `${one}.state`, world))});`,
      create.events.length > 0 && `expect(${one}.releaseEvents()).toEqual([]);`,
      '});',
    ),
  ];
};

const names = (fields: readonly Field[]): string => literal(fields.map(({ name }) => name));

const presence = ({ given }: AggregateModel): string[] => {
  const required = given.filter((field) => field.required && field.default === 'none');
  const optional = given.filter((field) => !isAlwaysPresent(field));
  return [
    required.length > 0
      ? block(
          `it.each(${names(required)})('needs %s', (field) => {`,
          'expect(() => made({ [field]: undefined })).toThrow(',
          'new InvariantViolation([{ field, detail: `${field} is required` }]),',
          ');',
          '});',
        )
      : '',
    optional.length > 0
      ? block(
          `it.each(${names(optional)})('does not need %s, and leaves it absent', (field) => {`,
          'expect(Object.keys(made({ [field]: undefined }).state)).not.toContain(field);',
          '});',
        )
      : '',
  ];
};

const rules = (model: AggregateModel): string[] => {
  const { given } = model;
  const refused = given.flatMap(({ name, type }) =>
    refusedValues(type).map(({ code, detail }) => `[${literal(name)}, ${literal(detail)}, ${code}],`),
  );
  const edges = given.flatMap((field) =>
    edgeValues(field.type)
      .filter(({ value }) => isHeld(model, field, value))
      .map(({ code }) => `[${literal(field.name)}, ${code}],`),
  );
  const stated = given.filter((field) => field.default === 'none');
  return [
    block(
      'it.each<[string, string, unknown]>([',
      ...refused,
      `])('%s %s', (field, detail, value) => {`,
      'expect(() => made({ [field]: value })).toThrow(',
      'new InvariantViolation([{ field, detail: `${field} ${detail}` }]),',
      ');',
      '});',
    ),
    edges.length > 0
      ? block(
          'it.each<[string, unknown]>([',
          ...edges,
          `])('takes every value of %s that is allowed (%#)', (field, value) => {`,
          'expect(made({ [field]: value }).state).toMatchObject({ [field]: value });',
          '});',
        )
      : '',
    block(
      `it('names everything that is wrong at once', () => {`,
      `const fields = ${literal(stated.map(({ name }) => name))};`,
      'const nothing = Object.fromEntries(fields.map((field) => [field, null]));',
      'expect(() => made(nothing)).toThrow(',
      `expect.objectContaining({ violations: fields.map((field) => expect.objectContaining({ field })) }),`,
      ');',
      '});',
    ),
  ];
};

const instants = (model: AggregateModel): string[] => {
  const fields = model.given.filter(
    (field) => field.type.kind === 'instant' && isHeld(model, field, '2026-01-30T23:30:00.000Z'),
  );
  const defaulted = literal(model.defaulted.map(({ name }) => name));
  return [
    fields.length > 0
      ? block(
          `it.each(${literal(fields.map(({ name }) => name))})('keeps %s in UTC', (field) => {`,
          `expect(made({ [field]: '2026-01-31T00:30:00+01:00' }).state).toMatchObject({ [field]: '2026-01-30T23:30:00.000Z' });`,
          '});',
        )
      : '',
    model.defaulted.length > 0
      ? block(
          `it.each(${defaulted})('takes the time of the write for %s when it is left out', (field) => {`,
          'expect(made({ [field]: undefined }).state).toMatchObject({ [field]: stamp.at });',
          '});',
        )
      : '',
  ];
};

/** `test/unit/domain/<aggregate>.test.ts`: what it keeps and tells, and the bounds of its fields. */
export const domainTestFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder, create } = model;
  const facts = model.methodOf(create).facts.length > 0 ? `, ${factsName(model)}` : '';
  const tests = [
    `const made = (changes: object): ${type} => ${type}.${create.method}({ ...${inputCall(model)}, ...changes }, stamp${facts});`,
    ...creation(model),
    ...presence(model),
    ...rules(model),
    ...partRules(model),
    ...instants(model),
    ...changeTests(model),
  ];
  return {
    path: `test/unit/domain/${folder}.test.ts`,
    content: paragraphs(
      `import { expect, it } from 'vitest';`,
      supportImports(model, tests.join('\n')),
      ...tests,
    ),
  };
};
