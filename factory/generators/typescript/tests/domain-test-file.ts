import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { DomainEvent } from '../../../domain/blueprint.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { isAlwaysPresent, type AggregateModel } from '../aggregate-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { changedInput, inputCall, inputFunction } from './input-file.ts';
import { edgeValues, otherValue, refusedValues } from './sample-values.ts';

const eventCode = (event: DomainEvent, state: string): string => {
  const data = event.cause === 'removed' ? '{ id: stamp.id }' : state;
  return `{ name: ${literal(kebabCase(event.name))}, version: ${event.version}, subject: stamp.id, data: ${data} }`;
};

const eventsCode = (events: readonly DomainEvent[], state: string): string =>
  `[${events.map((event) => eventCode(event, state)).join(', ')}]`;

const creation = (model: AggregateModel): string[] => {
  const { one, type, create } = model;
  const make = `${type}.${create.method}(${inputCall(model)}, stamp)`;
  return [
    block(
      `it('keeps what it is given, and what the server sets', () => {`,
      `const ${one} = ${make};`,
      `expect(${one}.state).toEqual({ id: stamp.id, recordedAt: stamp.at, ...${inputCall(model)} });`,
      model.isVersioned && `expect(${one}.version).toBe(0);`,
      '});',
    ),
    block(
      create.events.length === 0
        ? `it('says nothing when it is made', () => {`
        : `it('tells once that it was made', () => {`,
      `const ${one} = ${make};`,
      `expect(${one}.releaseEvents()).toEqual(${eventsCode(create.events, `${one}.state`)});`,
      create.events.length > 0 && `expect(${one}.releaseEvents()).toEqual([]);`,
      '});',
    ),
  ];
};

const presence = ({ aggregate }: AggregateModel): string[] => {
  const required = aggregate.fields.filter((field) => field.required && field.default === 'none');
  const optional = aggregate.fields.filter((field) => !isAlwaysPresent(field));
  const names = (fields: typeof required) => literal(fields.map(({ name }) => name));
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

const rules = ({ aggregate }: AggregateModel): string[] => {
  const refused = aggregate.fields.flatMap(({ name, type }) =>
    refusedValues(type).map(({ code, detail }) => `[${literal(name)}, ${literal(detail)}, ${code}],`),
  );
  const edges = aggregate.fields.flatMap(({ name, type }) =>
    edgeValues(type).map((code) => `[${literal(name)}, ${code}],`),
  );
  const stated = aggregate.fields.filter((field) => field.default === 'none');
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
  const fields = model.aggregate.fields.filter(({ type }) => type.kind === 'instant');
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

const stored = (model: AggregateModel): string =>
  `${model.type}.restore({ version: 3, state: ${model.type}.${model.create.method}(${inputCall(model)}, stamp).state })`;

const changes = (model: AggregateModel): string[] => {
  const { one, update, remove, aggregate } = model;
  const [field] = aggregate.fields;
  if (!update || !field) return removal(model, remove);
  const at = model.defaulted.length > 0 ? `, '2026-02-01T00:00:00.000Z'` : '';
  const other = literal(otherValue(model, field));
  return [
    block(
      `it('takes new values, stays the same ${model.noun} and tells that it changed', () => {`,
      `const ${one} = ${stored(model)};`,
      `const changed = ${changedInput(model, { [field.name]: other })};`,
      `${one}.${update.method}(changed${at});`,
      `expect(${one}.state).toEqual({ id: stamp.id, recordedAt: stamp.at, ...changed });`,
      `expect(${one}.version).toBe(3);`,
      `expect(${one}.releaseEvents()).toEqual(${eventsCode(update.events, `${one}.state`)});`,
      '});',
    ),
    block(
      `it('stays as it is when the new values break a rule', () => {`,
      `const ${one} = ${stored(model)};`,
      `const wrong = ${changedInput(model, { [field.name]: 'null' })} as unknown as ReturnType<typeof ${inputFunction(model)}>;`,
      `expect(() => ${one}.${update.method}(wrong${at})).toThrow(InvariantViolation);`,
      `expect(${one}.state).toMatchObject(${inputCall(model)});`,
      `expect(${one}.releaseEvents()).toEqual([]);`,
      '});',
    ),
    ...removal(model, remove),
  ];
};

const removal = (model: AggregateModel, remove: AggregateModel['remove']): string[] =>
  remove && remove.events.length > 0
    ? [
        block(
          `it('tells that it was removed', () => {`,
          `const ${model.one} = ${stored(model)};`,
          `${model.one}.${remove.method}();`,
          `expect(${model.one}.releaseEvents()).toEqual(${eventsCode(remove.events, `${model.one}.state`)});`,
          '});',
        ),
      ]
    : [];

/** `test/unit/domain/<aggregate>.test.ts`: every rule of an aggregate, kept and broken. */
export const domainTestFile = (model: AggregateModel): GeneratedFile => {
  const { type, folder, create } = model;
  return {
    path: `test/unit/domain/${folder}.test.ts`,
    content: paragraphs(
      `import { expect, it } from 'vitest';`,
      block(
        `import { InvariantViolation } from '../../../src/domain/errors.ts';`,
        `import { ${type} } from '../../../src/domain/${folder}/${folder}.ts';`,
        `import { ${inputFunction(model)} } from '../../support/${folder}-input.ts';`,
      ),
      `const stamp = { id: '019c1363-49c0-7000-8000-000000000000', at: '2026-01-31T09:30:00.000Z' };`,
      `const made = (changes: object): ${type} => ${type}.${create.method}({ ...${inputCall(model)}, ...changes }, stamp);`,
      ...creation(model),
      ...presence(model),
      ...rules(model),
      ...instants(model),
      ...changes(model),
    ),
  };
};
