import type { Child } from '../../../domain/aggregate.ts';
import type { GeneratedFile } from '../../../domain/artifact.ts';
import { isGiven, type Field } from '../../../domain/field.ts';
import { camelCase, kebabCase, sentenceCase } from '../../../domain/naming.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { isCompletedChild } from '../aggregate-names.ts';
import { keptDerived } from '../derived-model.ts';
import { variableName } from '../identifiers.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import { derivedCode } from './derived-code.ts';
import { fieldMember, fieldMemberOf, partRule, partType, ruleCode, ruleImports } from './field-code.ts';
import { isPresent } from './scopes.ts';
import { libraryImports } from './value-code.ts';

/** What a caller gives of a part: `LineInput`, or the part itself where nothing is added to it. */
export const partInput = (child: Child): string =>
  isCompletedChild(child) ? `${partType(child.name)}Input` : partType(child.name);

/** `line.ts` */
export const partFile = ({ name }: Pick<Child, 'name'>): string => kebabCase(name);

const types = (child: Child, given: readonly Field[]): string => {
  const type = partType(child.name);
  const derived = child.fields.filter((field) => !isGiven(field));
  const input = partInput(child);
  return paragraphs(
    input !== type &&
      block(
        docComment(`A ${sentenceCase(child.name).toLowerCase()} as a caller gives it.`),
        `export type ${input} = {`,
        ...given.map(fieldMember),
        '};',
      ),
    input === type
      ? block(
          docComment(sentence(child.description)),
          `export type ${type} = Readonly<{`,
          ...given.map(fieldMember),
          '}>;',
        )
      : block(
          docComment(sentence(child.description)),
          `export type ${type} = Readonly<`,
          `${input} & {`,
          ...derived.map((field) => fieldMemberOf(field, isPresent(child, field))),
          '}>;',
        ),
  );
};

/** `src/domain/<aggregate>/<child>.ts`: a part of an aggregate with its rules. */
export const childFile = (model: AggregateModel, child: Child): GeneratedFile => {
  const given = child.fields.filter(isGiven);
  if (given.some(({ default: value }) => value === 'now'))
    throw new Error(
      `A field of ${child.name} is to get the time of the write. Give that to ${model.aggregate.name}.`,
    );
  const [type, input, one] = [partType(child.name), partInput(child), variableName(camelCase(child.name))];
  const { statements, members } = derivedCode(child, keptDerived(child), one);
  const usesJson = given.some((field) => field.type.kind === 'json');
  const whole = `{ ...${one}, ${members.join(', ')} }`;
  const computed =
    statements.length > 0
      ? block(`(${one}) => {`, ...statements, `return ${whole};`, '}')
      : `(${one}) => (${whole})`;
  const completed = members.length > 0 ? computed : `(${one}) => ${one}`;
  return {
    path: `src/domain/${model.folder}/${partFile(child)}.ts`,
    content: paragraphs(
      block(
        usesJson && `import type { JsonObject } from '#connectsoft/json';`,
        ...libraryImports(...statements, ...members),
        ruleImports(given, ['partOf'], ['Rule', 'Rules']),
      ),
      types(child, given).trimEnd(),
      block(
        `const rules: Rules<${input}> = {`,
        ...given.map((field) => `${field.name}: ${ruleCode(field)},`),
        '};',
      ),
      block(
        docComment(
          `Reads a ${sentenceCase(child.name).toLowerCase()}${members.length > 0 ? ', and computes the rest of it' : ''}.`,
        ),
        `export const ${partRule(child.name)}: Rule<${type}> = partOf(rules, ${completed});`,
      ),
    ),
  };
};
