import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { DomainEvent } from '../../../domain/blueprint.ts';
import { kebabCase } from '../../../domain/naming.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import { eventFactory } from './event-file.ts';
import { ruleCode, ruleNames } from './field-code.ts';

const raising = (events: readonly DomainEvent[], receiver: string): string[] =>
  events.map((event) => {
    const data = event.cause === 'removed' ? `${receiver}.state.id` : `${receiver}.state`;
    return `${receiver}.raise(${eventFactory(event)}(${data}));`;
  });

/** The caller's input with the time of the write for what it left out. */
const completed = ({ defaulted }: AggregateModel): string =>
  defaulted.length === 0
    ? 'input'
    : `{ ...input, ${defaulted.map(({ name }) => `${name}: input.${name} ?? at`).join(', ')} }`;

const libraries = ({ aggregate, events }: AggregateModel): string => {
  const rules = new Set(['checked', ...aggregate.fields.flatMap(ruleNames)]);
  return block(
    `import { AggregateRoot${events.length === 0 ? ', type DomainEvent' : ''} } from '#connectsoft/aggregate-root';`,
    `import type { Stamp } from '#connectsoft/stamp';`,
    `import { ${[...rules].toSorted().join(', ')}, type Rules } from '#connectsoft/value-rules';`,
  );
};

const neighbours = ({ type, inputType, events, folder }: AggregateModel): string =>
  block(
    `import type { ${[...new Set([`${type}Fields`, inputType, `${type}State`])].join(', ')} } from './${folder}-state.ts';`,
    ...events.map(
      (event) =>
        `import { ${eventFactory(event)}, type ${event.name} } from './${kebabCase(event.name)}.ts';`,
    ),
  );

const creation = (model: AggregateModel): string => {
  const { type, one, create, inputType } = model;
  return block(
    docComment(`${sentence(create.useCase.summary)} Throws an InvariantViolation that names what is wrong.`),
    `static ${create.method}(input: ${inputType}, { id, at }: Stamp): ${type} {`,
    `const fields = checked<${type}Fields>(${completed(model)}, rules);`,
    create.events.length === 0
      ? `return new ${type}({ id, recordedAt: at, ...fields }${model.isVersioned ? ', 0' : ''});`
      : block(
          `const ${one} = new ${type}({ id, recordedAt: at, ...fields }${model.isVersioned ? ', 0' : ''});`,
          ...raising(create.events, one),
          `return ${one};`,
        ),
    '}',
  );
};

const update = (model: AggregateModel, { useCase, method, events }: UseCaseModel): string =>
  block(
    docComment(`${sentence(useCase.summary)} Throws an InvariantViolation that names what is wrong.`),
    `${method}(input: ${model.inputType}${model.defaulted.length > 0 ? ', at: string' : ''}): void {`,
    `const { id, recordedAt } = this.#state;`,
    `this.#state = { id, recordedAt, ...checked<${model.type}Fields>(${completed(model)}, rules) };`,
    ...raising(events, 'this'),
    '}',
  );

const removal = ({ useCase, method, events }: UseCaseModel): string =>
  block(docComment(sentence(useCase.summary)), `${method}(): void {`, ...raising(events, 'this'), '}');

const fixedState = ({ type, isVersioned }: AggregateModel): string =>
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

const restoring = ({ type, isVersioned }: AggregateModel): string =>
  block(
    docComment('Brings back what was stored.'),
    isVersioned
      ? `static restore({ state, version }: { state: ${type}State; version: number }): ${type} { return new ${type}(state, version); }`
      : `static restore({ state }: { state: ${type}State }): ${type} { return new ${type}(state); }`,
  );

/** `src/domain/<aggregate>/<aggregate>.ts`: the aggregate root with its invariants. */
export const aggregateFile = (model: AggregateModel): GeneratedFile => {
  const { aggregate, type, folder, events, noun } = model;
  const raised = events.length === 0 ? 'DomainEvent' : events.map(({ name }) => name).join(' | ');
  const description =
    aggregate.kind === 'append-only'
      ? `${sentence(aggregate.description)} Append-only: once recorded it stays as it is.`
      : sentence(aggregate.description);
  return {
    path: `src/domain/${folder}/${folder}.ts`,
    content: paragraphs(
      libraries(model),
      neighbours(model),
      block(
        docComment(`What holds for every ${noun}.`),
        `const rules: Rules<${type}Fields> = {`,
        ...aggregate.fields.map((field) => `${field.name}: ${ruleCode(field)},`),
        '};',
      ),
      block(
        docComment(description),
        `export class ${type} extends AggregateRoot<${raised}> {`,
        model.update ? changingState(model) : fixedState(model),
        '\n',
        creation(model),
        '\n',
        restoring(model),
        model.update && `\n\n${update(model, model.update)}`,
        model.remove && model.remove.events.length > 0 && `\n\n${removal(model.remove)}`,
        '}',
      ),
    ),
  };
};
