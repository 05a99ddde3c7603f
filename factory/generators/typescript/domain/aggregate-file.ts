import type { GeneratedFile } from '../../../domain/artifact.ts';
import { kebabCase } from '../../../domain/naming.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { eventTypeName } from '../identifiers.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import { becomeMethod, isSimple } from './aggregate-parts.ts';
import { changeFields, changeRules } from './change-rules.ts';
import { partFile } from './child-file.ts';
import { creation } from './creation-code.ts';
import { snapshotFunction } from './derived-file.ts';
import { eventFactory } from './event-file.ts';
import { partRule, ruleCode, ruleImports } from './field-code.ts';
import { postMethod } from './post-code.ts';
import { isSaved } from './repository-port-file.ts';
import { assertedRules } from './rules-file.ts';
import { changingState, fixedState, restoring } from './state-code.ts';
import { partsOf } from './state-file.ts';
import { advanceMethod, incomingKinds, reservationMethods } from './time-code.ts';
import { transitionMethod } from './transition-code.ts';
import { hasRemoval, removal, update } from './update-code.ts';
import { libraryImports } from './value-code.ts';

const hasFrozenRemoval = (model: AggregateModel): boolean =>
  model.remove !== undefined && !isSimple(model) && hasRemoval(model);

/** The members of the class. */
const membersOf = (model: AggregateModel): string[] => [
  isSaved(model) || hasFrozenRemoval(model) ? changingState(model) : fixedState(model),
  creation(model),
  restoring(model),
  model.update ? update(model, model.update) : '',
  model.remove && hasRemoval(model) ? removal(model, model.remove) : '',
  ...model.transitions.map((transition) => transitionMethod(model, transition)),
  ...model.posts.map((post) => postMethod(model, post)),
  ...reservationMethods(model),
  advanceMethod(model),
  isSaved(model) ? becomeMethod(model) : '',
];

const libraries = (model: AggregateModel, code: string): string =>
  block(
    `import { AggregateRoot${model.events.length === 0 ? ', type DomainEvent' : ''} } from '#connectsoft/aggregate-root';`,
    ...libraryImports(code),
    `import type { Stamp } from '#connectsoft/stamp';`,
    ruleImports([...model.given, ...changeFields(model)], ['checked']),
  );

const calls = (code: string, name: string): boolean =>
  new RegExp(`(?<![\\w#]|(?<!\\.)\\.)${name}\\(`).test(codeOnly(code));

const named = (code: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(codeOnly(code));

const neighbours = (model: AggregateModel, code: string): string => {
  const { type, folder } = model;
  const states = [
    `${type}Fields`,
    model.inputType,
    ...(model.update ? [model.changeType] : []),
    `${type}State`,
    ...[...model.transitions, ...model.posts].flatMap(({ inputType }) => inputType ?? []),
  ];
  const derived = ['derivedOf', snapshotFunction(model)].filter((name) => calls(code, name));
  const asserted = assertedRules(model).map(({ assertion }) => assertion);
  return block(
    derived.length > 0 && `import { ${derived.join(', ')} } from './${folder}-derived.ts';`,
    named(code, `${type}Facts`) && `import type { ${type}Facts } from './${folder}-facts.ts';`,
    asserted.length > 0 && `import { ${asserted.toSorted().join(', ')} } from './${folder}-rules.ts';`,
    `import type { ${[...new Set(states)].join(', ')} } from './${folder}-state.ts';`,
    ...partsOf(model).map((child) => `import { ${partRule(child.name)} } from './${partFile(child)}.ts';`),
    ...model.events.map(
      (event) =>
        `import { ${eventFactory(event)}, type ${eventTypeName(event.name)} } from './${kebabCase(event.name)}.ts';`,
    ),
  );
};

/** `src/domain/<aggregate>/<aggregate>.ts`: the aggregate root with its invariants. */
export const aggregateFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, folder, events, noun } = model;
  const raised =
    events.length === 0 ? 'DomainEvent' : events.map(({ name }) => eventTypeName(name)).join(' | ');
  const description =
    aggregate.kind === 'append-only'
      ? `${sentence(aggregate.description)} Append-only: once recorded it stays as it is.`
      : sentence(aggregate.description);
  const code = paragraphs(
    block(
      docComment(`What holds for every ${noun}.`),
      `const rules: Rules<${type}Fields> = {`,
      ...model.given.map((field) => `${field.name}: ${ruleCode(field)},`),
      '};',
    ),
    ...changeRules(model),
    incomingKinds(model),
    block(
      docComment(description),
      `export class ${type} extends AggregateRoot<${raised}> {`,
      membersOf(model).filter(Boolean).join('\n\n'),
      '}',
    ),
  );
  return {
    path: `src/domain/${folder}/${folder}.ts`,
    content: paragraphs(libraries(model, code), neighbours(model, code), code.trimEnd()),
  };
};
