import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import type { CustomUnit } from '../../../domain/custom-unit.ts';
import { customSources } from '../../../domain/custom-sources.ts';
import { kebabCase, pascalCase } from '../../../domain/naming.ts';
import { docComment, literal, paragraphs, sentence } from '../source-text.ts';
import { valueType } from './field-code.ts';

/** The function of a custom unit: `computeCheckDigit`. */
export const unitFunction = (unit: string): string => `compute${pascalCase(unit)}`;

/** The file of a custom unit's function, in the folder of the aggregate whose field it computes. */
export const unitFile = (unit: string): string => `custom-units/${kebabCase(unit)}.ts`;

type Written = { unit: CustomUnit; body: string; folder: string };

const typeOf = (unit: CustomUnit): string =>
  unit.parameters.map(({ name, type }) => `${name}: ${valueType(type)}`).join(', ');

const functionFile = ({ unit, body, folder }: Written): GeneratedFile => ({
  path: `src/domain/${folder}/${unitFile(unit.name)}`,
  content: paragraphs(
    [
      docComment(sentence(unit.description)),
      `export const ${unitFunction(unit.name)} = (${typeOf(unit)}): ${valueType(unit.result)} => {\n${body}\n};`,
    ].join('\n'),
  ),
});

const testFile = ({ unit: { name, result, examples }, folder }: Written): GeneratedFile => {
  const call = unitFunction(name);
  const matcher = result.kind === 'decimal' ? `toBeCloseTo(expected, ${result.scale + 1})` : 'toBe(expected)';
  const rows = examples.map(
    ({ given, result: expected }) => `{ given: ${literal(given)}, expected: ${literal(expected)} },`,
  );
  return {
    path: `test/unit/domain/custom-units/${kebabCase(name)}.test.ts`,
    content: paragraphs(
      `import { expect, it } from 'vitest';`,
      `import { ${call} } from '../../../../src/domain/${folder}/${unitFile(name)}';`,
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

const writtenUnits = (service: Service): Written[] =>
  customSources(service).flatMap(({ aggregate, source: { unit: name, body } }) => {
    const unit = service.customUnits?.find((each) => each.name === name);
    return unit === undefined || body === undefined
      ? []
      : [{ unit, body, folder: kebabCase(aggregate.name) }];
  });

/** `src/domain/<aggregate>/custom-units/<unit>.ts` of every custom unit that is written. */
export const customUnitFiles = (service: Service): GeneratedFile[] => writtenUnits(service).map(functionFile);

/** `test/unit/domain/custom-units/<unit>.test.ts`: the examples of the blueprint. */
export const customUnitTests = (service: Service): GeneratedFile[] => writtenUnits(service).map(testFile);
