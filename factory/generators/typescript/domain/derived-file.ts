import type { GeneratedFile } from '../../../domain/artifact.ts';
import { isCustom } from '../../../domain/custom-sources.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';
import { unitFile, unitFunction } from './custom-unit-file.ts';
import { derivedCode } from './derived-code.ts';
import { valueType } from './field-code.ts';
import { isPresent, nowDerivedFunction, ownScope } from './scopes.ts';
import { libraryImports, memberCode, valueCode } from './value-code.ts';

/** The function that shows an aggregate as others see it. */
export const snapshotFunction = ({ one }: Pick<AggregateModel, 'one'>): string => `${one}Snapshot`;

/** Others see something else than what is kept. */
export const hasSnapshot = ({ type, snapshotType }: AggregateModel): boolean =>
  snapshotType !== `${type}State`;

/** Code of what others see of the state that `state` is the code of. */
export const snapshotCode = (model: AggregateModel, state: string): string => {
  if (!hasSnapshot(model)) return state;
  return `${snapshotFunction(model)}(${state}${model.nowDerived.length > 0 ? ', at' : ''})`;
};

/** An aggregate without what is derived from it. */
export const underivedType = ({ type, derived }: AggregateModel): string =>
  derived.length === 0
    ? `${type}State`
    : `Omit<${type}State, ${derived.map(({ name }) => literal(name)).join(' | ')}>`;

const kept = (model: AggregateModel): string => {
  const { aggregate, derived, type, one, noun } = model;
  const { statements, members } = derivedCode(aggregate, derived, one);
  const names = derived.map(({ name }) => literal(name)).join(' | ');
  const signature = `export const derivedOf = (${one}: ${underivedType(model)}): Pick<${type}State, ${names}> =>`;
  return block(
    docComment(`What follows from the rest of the ${noun}.`),
    statements.length === 0
      ? `${signature} ({ ${members.join(', ')} });`
      : block(`${signature} {`, ...statements, `return { ${members.join(', ')} };`, '};'),
  );
};

const timely = (model: AggregateModel): string[] =>
  model.nowDerived.flatMap((field) => {
    if (!field.derived) return [];
    const { code, needs } = valueCode(field, field.derived, ownScope(model.aggregate, model.one, 'at'));
    const value = needs.length > 0 ? `${needs.join(' && ')} ? ${code} : undefined` : code;
    const result = `${valueType(field.type)}${isPresent(model.aggregate, field) ? '' : ' | undefined'}`;
    return [
      block(
        docComment(sentence(field.description)),
        `export const ${nowDerivedFunction(field)} = (${model.one}: ${model.type}State, at: string): ${result} => ${value};`,
      ),
    ];
  });

const snapshot = (model: AggregateModel): string => {
  const { aggregate, nowDerived, type, one, noun, snapshotType } = model;
  const members = nowDerived.map((field) =>
    memberCode(field.name, { code: `${nowDerivedFunction(field)}(${one}, at)`, needs: [] }),
  );
  const parameters = `${one}: ${type}State${nowDerived.length > 0 ? ', at: string' : ''}`;
  const signature = `export const ${snapshotFunction(model)} = (${parameters}): ${snapshotType} =>`;
  const comment = docComment(
    nowDerived.length > 0 ? `The ${noun} as others see it at a time.` : `The ${noun} as others see it.`,
  );
  if (!aggregate.reservable) return block(comment, `${signature} ({ ...${one}, ${members.join(', ')} });`);
  return block(
    comment,
    `${signature} {`,
    `const { reservations: _reservations, ...rest } = ${one};`,
    `return ${members.length > 0 ? `{ ...rest, ${members.join(', ')} }` : 'rest'};`,
    '};',
  );
};

const unitImports = ({ aggregate }: AggregateModel): string[] =>
  aggregate.fields.flatMap(({ derived }) =>
    isCustom(derived) ? [`import { ${unitFunction(derived.unit)} } from './${unitFile(derived.unit)}';`] : [],
  );

/** `src/domain/<aggregate>/<aggregate>-derived.ts`: what is computed. Nothing where nothing is. */
export const derivedFile = (model: AggregateModel): GeneratedFile[] => {
  if (model.derived.length === 0 && !hasSnapshot(model)) return [];
  const { folder, type, snapshotType } = model;
  const code = [
    model.derived.length > 0 ? kept(model) : '',
    ...timely(model),
    hasSnapshot(model) ? snapshot(model) : '',
  ];
  const types = [...new Set([`${type}State`, snapshotType])].toSorted();
  return [
    {
      path: `src/domain/${folder}/${folder}-derived.ts`,
      content: paragraphs(
        block(...libraryImports(...code)),
        block(...unitImports(model)),
        `import type { ${types.join(', ')} } from './${folder}-state.ts';`,
        ...code,
      ),
    },
  ];
};
