import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { snapshotFunction } from '../domain/derived-file.ts';
import { block, paragraphs } from '../source-text.ts';
import { restored, stateCode } from './method-calls.ts';
import { supportImports } from './support-imports.ts';

/** `test/unit/domain/<aggregate>-reservation.test.ts`: what others put aside. */
export const reservationTestFile = (model: AggregateModel): GeneratedFile[] => {
  const { aggregate, one, folder } = model;
  const { reservable, lifecycle, fields } = aggregate;
  if (!reservable) return [];
  const { field } = reservable;
  const type = fields.find(({ name }) => name === field)?.type;
  const minimum = type?.kind === 'integer' ? (type.minimum ?? 0) : 0;
  const state = stateCode(model, lifecycle?.initial ?? '');
  const all = minimum + 5;
  const tests = [
    `const stored = () => ${restored(model, `{ ...${state}, ${field}: ${all} }`)};`,
    block(
      `it('puts aside what is asked for, and nothing more', () => {`,
      `const ${one} = stored();`,
      `expect(${one}.reserve('one', 2)).toBe(true);`,
      `expect(${one}.state).toEqual({ ...stored().state, ${field}: ${all - 2}, reservations: { one: 2 } });`,
      `expect(${one}.reserve('two', 1)).toBe(true);`,
      `expect(${one}.state).toEqual({ ...stored().state, ${field}: ${all - 3}, reservations: { one: 2, two: 1 } });`,
      '});',
    ),
    block(
      `it('puts aside as much as there is, and refuses one more', () => {`,
      `const ${one} = stored();`,
      `expect(${one}.reserve('one', 6)).toBe(false);`,
      `expect(${one}.state).toEqual(stored().state);`,
      `expect(${one}.reserve('one', 5)).toBe(true);`,
      `expect(${one}.state.${field}).toBe(${minimum});`,
      '});',
    ),
    block(
      `it('puts aside once under a key', () => {`,
      `const ${one} = stored();`,
      `${one}.reserve('one', 2);`,
      `const { state: once } = ${one};`,
      `expect(${one}.reserve('one', 2)).toBe(true);`,
      `expect(${one}.state).toEqual(once);`,
      '});',
    ),
    block(
      `it('gives back what is aside under a key, once', () => {`,
      `const ${one} = stored();`,
      `${one}.reserve('one', 2);`,
      `${one}.reserve('two', 1);`,
      `expect(${one}.release('one')).toBe(2);`,
      `expect(${one}.state).toEqual({ ...stored().state, ${field}: ${all - 1}, reservations: { two: 1 } });`,
      `expect(${one}.release('one')).toBe(0);`,
      `expect(${one}.state.${field}).toBe(${all - 1});`,
      '});',
    ),
    block(
      `it('shows nobody who has put something aside', () => {`,
      `const ${one} = stored();`,
      `${one}.reserve('one', 2);`,
      `const shown = ${snapshotFunction(model)}(${one}.state${model.nowDerived.length > 0 ? ', stamp.at' : ''});`,
      `expect(shown).toMatchObject({ id: stamp.id, ${field}: ${all - 2} });`,
      `expect(Object.keys(shown)).not.toContain('reservations');`,
      '});',
    ),
  ];
  return [
    {
      path: `test/unit/domain/${folder}-reservation.test.ts`,
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        supportImports(model, tests.join('\n')),
        ...tests,
      ),
    },
  ];
};
