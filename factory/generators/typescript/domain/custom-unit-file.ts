import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import type { CustomUnit } from '../../../domain/custom-unit.ts';
import { customSources } from '../../../domain/custom-sources.ts';
import { kebabCase, pascalCase } from '../../../domain/naming.ts';
import { docComment, literal, paragraphs, sentence } from '../source-text.ts';
import { valueType } from './field-code.ts';

/** The function of a custom unit: `computeCheckDigit`. */
export const unitFunction = (unit: string): string => `compute${pascalCase(unit)}`;

/** The folder of the functions, seen from `src/`. */
export const UNIT_FOLDER = 'domain/custom-units';

/** The file of a custom unit's function, without its folder. */
export const unitFileName = (unit: string): string => `${kebabCase(unit)}.ts`;

const typeOf = (unit: CustomUnit): string =>
  unit.parameters.map(({ name, type }) => `${name}: ${valueType(type)}`).join(', ');

const functionFile = (unit: CustomUnit, body: string): GeneratedFile => ({
  path: `src/${UNIT_FOLDER}/${unitFileName(unit.name)}`,
  content: paragraphs(
    [
      docComment(sentence(unit.description)),
      `export const ${unitFunction(unit.name)} = (${typeOf(unit)}): ${valueType(unit.result)} => {\n${body}\n};`,
    ].join('\n'),
  ),
});

const testFile = ({ name, result, examples }: CustomUnit): GeneratedFile => {
  const call = unitFunction(name);
  const matcher = result.kind === 'decimal' ? `toBeCloseTo(expected, ${result.scale + 1})` : 'toBe(expected)';
  const rows = examples.map(
    ({ given, result: expected }) => `{ given: ${literal(given)}, expected: ${literal(expected)} },`,
  );
  return {
    path: `test/unit/${UNIT_FOLDER}/${kebabCase(name)}.test.ts`,
    content: paragraphs(
      `import { expect, it } from 'vitest';`,
      `import { ${call} } from '../../../../src/${UNIT_FOLDER}/${unitFileName(name)}';`,
      [
        `const examples: { given: Parameters<typeof ${call}>; expected: ReturnType<typeof ${call}> }[] = [`,
        ...rows,
        '];',
      ].join('\n'),
      [
        `it.each(examples)(${literal(`${name} of $given is $expected`)}, ({ given, expected }) => {`,
        `expect(${call}(...given)).${matcher};`,
        '});',
      ].join('\n'),
    ),
  };
};

const writtenUnits = (service: Service): { unit: CustomUnit; body: string }[] => {
  const bodies = new Map(customSources(service).map(({ source }) => [source.unit, source.body]));
  return (service.customUnits ?? []).flatMap((unit) => {
    const body = bodies.get(unit.name);
    return body === undefined ? [] : [{ unit, body }];
  });
};

/** `src/domain/custom-units/<unit>.ts` of every custom unit that is written. */
export const customUnitFiles = (service: Service): GeneratedFile[] =>
  writtenUnits(service).map(({ unit, body }) => functionFile(unit, body));

/** `test/unit/domain/custom-units/<unit>.test.ts`: the examples of the blueprint. */
export const customUnitTests = (service: Service): GeneratedFile[] =>
  writtenUnits(service).map(({ unit }) => testFile(unit));
