import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { wiredUseCase } from '../api/wiring.ts';
import { useCaseDependencies } from '../application/use-case-file.ts';
import { uniqueBy } from '../unique-by.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';
import { askedSystems } from './external-system-files.ts';
import { reactionCode } from './reaction-files.ts';
import {
  reactionModels,
  runOf,
  runsOf,
  systemNames,
  type ReactionModel,
  type Run,
} from './reaction-model.ts';

const runsIn = (service: Service): Run[] =>
  uniqueBy(
    service.reactions.flatMap((reaction) => runsOf(reaction).map((name) => runOf(service, name))),
    ({ useCase }) => useCase.name,
  );

const memberOf = (service: Service, name: string): string => {
  const run = runsIn(service).find(({ useCase }) => useCase.name === name);
  return run ? `${name}: ${wiredUseCase(run.model, run.useCase)}` : name;
};

const reactionEntry = (model: ReactionModel): string => {
  const { name, type, isOwn, schema, service } = model;
  const members = Object.keys(reactionCode(model).dependencies).map((each) => memberOf(service, each));
  return block(
    '{',
    `name: ${literal(name)},`,
    `type: ${literal(type)},`,
    !isOwn && `check: expectationIn(new URL(${literal(`../${schema}`)}, import.meta.url)),`,
    `apply: ${name}({ ${members.join(', ')} }),`,
    '},',
  );
};

/** Members of the store that reactions and the use cases that they run are given. */
const storeMembers = (service: Service): string[] => {
  const own = new Set(runsIn(service).map(({ useCase }) => useCase.name));
  const systems = new Set(askedSystems(service).map(({ system }) => systemNames(system.name).one));
  const direct = reactionModels(service).flatMap((model) => Object.keys(reactionCode(model).dependencies));
  const needed = runsIn(service).flatMap(({ model, useCase }) => [
    model.many,
    ...useCaseDependencies(model, useCase).flatMap((each) =>
      typeof each === 'object' ? [each.repository.many] : each === 'exclusively' ? [each] : [],
    ),
  ]);
  return [...new Set([...direct, ...needed])]
    .filter((name) => !own.has(name) && !systems.has(name))
    .toSorted();
};

/** `src/reactions.ts`: what the service reacts to, put together. Nothing where it reacts to nothing. */
export const reactionsFile = (service: Service): GeneratedFile[] => {
  const models = reactionModels(service);
  if (models.length === 0) return [];
  const runs = runsIn(service);
  const systems = askedSystems(service);
  const needs = new Set(
    runs.flatMap(({ model, useCase }) =>
      useCaseDependencies(model, useCase).flatMap((each) => (typeof each === 'string' ? [each] : [])),
    ),
  );
  const parameters = [
    `{ ${storeMembers(service).join(', ')} }: ServiceStore`,
    ...(systems.length > 0 ? ['{ externalSystems }: Configuration'] : []),
  ];
  const isStatic = !needs.has('stamp') && systems.length === 0;
  const list = block('[', ...models.map(reactionEntry), ']');
  return [
    {
      path: 'src/reactions.ts',
      content: paragraphs(
        block(
          needs.has('stamp') && `import { systemClock } from '#connectsoft/clock';`,
          models.some(({ isOwn }) => !isOwn) && `import { expectationIn } from '#connectsoft/expectation';`,
          `import type { Reaction } from '#connectsoft/reaction';`,
          needs.has('actor') && `import { currentActor } from '#connectsoft/request-context';`,
          needs.has('stamp') && `import { stamps } from '#connectsoft/stamp';`,
        ),
        block(
          ...runs.map(
            ({ model, useCase }) =>
              `import { ${useCase.name} } from './application/${model.folder}/${useCase.file}.ts';`,
          ),
          ...models.map(({ name, file }) => `import { ${name} } from './application/reactions/${file}.ts';`),
          systems.length > 0 && `import type { Configuration } from './infrastructure/configuration.ts';`,
          ...systems.map(({ system }) => {
            const { type, file } = systemNames(system.name);
            return `import { open${type} } from './infrastructure/external-systems/${file}.ts';`;
          }),
          `import type { ServiceStore } from './infrastructure/persistence/store.ts';`,
        ),
        block(
          docComment('What the service does when events arrive, of others or its own.'),
          `export const reactionsOn = (${parameters.join(', ')}): Reaction[] =>${isStatic ? '' : ' {'}`,
          needs.has('stamp') && 'const stamp = stamps(systemClock);',
          ...systems.map(({ system }) => {
            const { type, one } = systemNames(system.name);
            return `const ${one} = open${type}(externalSystems.${one});`;
          }),
          isStatic ? `${list};` : `return ${list};\n};`,
        ),
      ),
    },
  ];
};
