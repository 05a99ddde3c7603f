import type { GeneratedFile } from '../../../domain/artifact.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { isAlwaysPresent, type AggregateModel, type UseCaseModel } from '../aggregate-model.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';
import {
  assertions,
  becomeMethod,
  becomes,
  frozenCheck,
  isSimple,
  method,
  parametersOf,
  raising,
  throwsText,
} from './aggregate-parts.ts';
import { partFile } from './child-file.ts';
import { snapshotFunction, underivedType } from './derived-file.ts';
import { eventFactory } from './event-file.ts';
import { factsType } from './facts-file.ts';
import { partRule, ruleCode, ruleImports } from './field-code.ts';
import { assertedRules } from './rules-file.ts';
import { startValue } from './scopes.ts';
import { partsOf } from './state-file.ts';
import { advanceMethod, incomingKinds, reservationMethods } from './time-code.ts';
import { changeFields, changeRules, postMethod, transitionMethod } from './transition-code.ts';
import { libraryImports } from './value-code.ts';

/** The caller's input with the time of the write for what it left out. */
const completed = ({ defaulted }: AggregateModel): string =>
  defaulted.length === 0
    ? 'input'
    : `{ ...input, ${defaulted.map(({ name }) => `${name}: input.${name} ?? at`).join(', ')} }`;

/** Members of the state of a new one, besides what was given. */
const startMembers = ({ aggregate, managed }: AggregateModel): string[] => [
  ...(aggregate.lifecycle ? [`${aggregate.lifecycle.field}: ${literal(aggregate.lifecycle.initial)}`] : []),
  ...managed.flatMap((field) => {
    const value = startValue(field);
    return value === undefined ? [] : [`${field.name}: ${value}`];
  }),
  ...(aggregate.ledger ? ['balance: 0', 'entries: []'] : []),
  ...(aggregate.reservable ? ['reservations: {}'] : []),
];

const creation = (model: AggregateModel): string => {
  const { type, one, create, inputType, derived } = model;
  const { before, after, facts } = model.methodOf(create);
  const start = `{ ${['id', 'recordedAt: at', '...fields', ...startMembers(model)].join(', ')} }`;
  const state = derived.length > 0 ? '{ ...given, ...derivedOf(given) }' : start;
  const made = `new ${type}(${state}${model.countsWrites ? ', 0' : ''})`;
  const rules = [...before, ...after];
  const isReturned = create.events.length === 0 && rules.length === 0;
  return block(
    docComment(`${sentence(create.useCase.summary)}${throwsText(model, create, true)}`),
    `static ${create.method}(input: ${inputType}, { id, at }: Stamp${facts.length > 0 ? `, facts: ${factsType(model, facts)}` : ''}): ${type} {`,
    `const fields = checked<${type}Fields>(${completed(model)}, rules);`,
    derived.length > 0 && `const given: ${underivedType(model)} = ${start};`,
    isReturned
      ? `return ${made};`
      : block(
          `const ${one} = ${made};`,
          ...assertions(rules, `${one}.state`),
          ...raising(model, create.events, one),
          `return ${one};`,
        ),
    '}',
  );
};

const simpleUpdate = (model: AggregateModel): string[] => [
  `const { id, recordedAt } = this.#state;`,
  `this.#state = { id, recordedAt, ...checked<${model.type}Fields>(${completed(model)}, rules) };`,
];

/** The caller's input, in which what cannot change may be left out. */
const repeated = (model: AggregateModel): string => {
  if (model.immutable.length === 0) return completed(model);
  const kept = model.immutable.map(({ name }) => `${name}: input.${name} ?? this.#state.${name}`);
  const defaulted = model.defaulted
    .filter(({ immutable }) => !immutable)
    .map(({ name }) => `${name}: input.${name} ?? at`);
  return `{ ...input, ${[...kept, ...defaulted].join(', ')} }`;
};

const behavingUpdate = (model: AggregateModel, useCase: UseCaseModel): string[] => {
  const { before } = model.methodOf(useCase);
  const guards = before.filter(({ rule }) => rule.kind === 'guard');
  const among = before.filter(({ rule }) => rule.kind !== 'guard');
  const optional = model.given.filter((field) => !isAlwaysPresent(field));
  const kept = optional.length > 0 ? '...kept' : '...this.#state';
  const isShared = among.some(({ needs }) => needs.state);
  return [
    frozenCheck(model),
    `const fields = checked<${model.type}Fields>(${repeated(model)}, rules);`,
    ...model.immutable.map(
      ({ name }) => `assertUnchanged(${literal(name)}, fields.${name}, this.#state.${name});`,
    ),
    ...assertions(guards, 'this.#state'),
    optional.length > 0
      ? `const { ${optional.map(({ name }) => `${name}: _${name}`).join(', ')}, ...kept } = this.#state;`
      : '',
    isShared ? `const changed: ${model.type}State = { ${kept}, ...fields };` : '',
    ...assertions(among, 'changed'),
    becomes(model, isShared ? 'changed' : `{ ${kept}, ...fields }`),
  ];
};

const update = (model: AggregateModel, useCase: UseCaseModel): string =>
  block(
    docComment(`${sentence(useCase.useCase.summary)}${throwsText(model, useCase, true)}`),
    `${useCase.method}(${parametersOf(model, useCase, `input: ${model.changeType}`)}): void {`,
    ...(isSimple(model) ? simpleUpdate(model) : behavingUpdate(model, useCase)),
    ...raising(model, useCase.events, 'this'),
    '}',
  );

const removal = (model: AggregateModel, useCase: UseCaseModel): string =>
  method(
    `${sentence(useCase.useCase.summary)}${throwsText(model, useCase, false)}`,
    `${useCase.method}(${parametersOf(model, useCase, '')}): void`,
    frozenCheck(model),
    ...assertions(model.methodOf(useCase).before, 'this.#state'),
    ...raising(model, useCase.events, 'this'),
  );

const fixedState = ({ type, countsWrites: isVersioned }: AggregateModel): string =>
  block(
    `readonly state: ${type}State;`,
    isVersioned && `${versionComment}\nreadonly version: number;`,
    '\n',
    `private constructor(state: ${type}State${isVersioned ? ', version: number' : ''}) {`,
    'super();',
    'this.state = state;',
    isVersioned && 'this.version = version;',
    '}',
  );

const versionComment = docComment('Writes so far, 0 before the first.');

const changingState = ({ type }: AggregateModel): string =>
  block(
    versionComment,
    'readonly version: number;',
    `#state: ${type}State;`,
    '\n',
    `private constructor(state: ${type}State, version: number) {`,
    'super();',
    'this.#state = state;',
    'this.version = version;',
    '}',
    '\n',
    `get state(): ${type}State { return this.#state; }`,
  );

const restoring = ({ type, countsWrites: isVersioned }: AggregateModel): string =>
  block(
    docComment('Brings back what was stored.'),
    isVersioned
      ? `static restore({ state, version }: { state: ${type}State; version: number }): ${type} { return new ${type}(state, version); }`
      : `static restore({ state }: { state: ${type}State }): ${type} { return new ${type}(state); }`,
  );

const changesState = ({ update: change, transitions, posts, aggregate }: AggregateModel): boolean =>
  Boolean(change ?? transitions[0] ?? posts[0] ?? aggregate.reservable);

/** Whether removing is more than forgetting: it is refused, or told. */
export const hasRemoval = (model: AggregateModel): boolean =>
  model.remove !== undefined &&
  (model.remove.events.length > 0 ||
    model.methodOf(model.remove).before.length > 0 ||
    frozenCheck(model) !== '');

/** The members of the class. */
const membersOf = (model: AggregateModel): string[] => [
  changesState(model) || hasFrozenRemoval(model) ? changingState(model) : fixedState(model),
  creation(model),
  restoring(model),
  model.update ? update(model, model.update) : '',
  model.remove && hasRemoval(model) ? removal(model, model.remove) : '',
  ...model.transitions.map((transition) => transitionMethod(model, transition)),
  ...model.posts.map((post) => postMethod(model, post)),
  ...reservationMethods(model),
  advanceMethod(model),
  changesState(model) ? becomeMethod(model) : '',
];

const hasFrozenRemoval = (model: AggregateModel): boolean =>
  model.remove !== undefined && !isSimple(model) && hasRemoval(model);

const libraries = (model: AggregateModel, code: string): string =>
  block(
    `import { AggregateRoot${model.events.length === 0 ? ', type DomainEvent' : ''} } from '#connectsoft/aggregate-root';`,
    ...libraryImports(code),
    `import type { Stamp } from '#connectsoft/stamp';`,
    ruleImports([...model.given, ...changeFields(model)], ['checked']),
  );

const calls = (code: string, name: string): boolean =>
  new RegExp(`(?<![\\w#]|(?<!\\.)\\.)${name}\\(`).test(code);

const named = (code: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(code);

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
        `import { ${eventFactory(event)}, type ${event.name} } from './${kebabCase(event.name)}.ts';`,
    ),
  );
};

/** `src/domain/<aggregate>/<aggregate>.ts`: the aggregate root with its invariants. */
export const aggregateFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, folder, events, noun } = model;
  const raised = events.length === 0 ? 'DomainEvent' : events.map(({ name }) => name).join(' | ');
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
