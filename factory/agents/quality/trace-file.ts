import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service, UseCase } from '../../domain/blueprint.ts';
import { featurePath } from '../../domain/feature-path.ts';
import { camelCase, kebabCase, pascalCase } from '../../domain/naming.ts';
import { operationsOf } from '../../domain/operation.ts';
import {
  realisedPlan,
  serviceStories,
  storiesOf,
  type ProductPlan,
  type Story,
} from '../../domain/product-plan.ts';
import type {
  Evidence,
  RequirementTrace,
  TracedReaction,
  TracedRule,
  TracedUseCase,
} from '../../domain/requirement-trace.ts';

type Files = readonly GeneratedFile[];

/** What only the clock does has no use case of its own: the aggregate does it when it is due. */
const isTimedOut = ({ aggregates }: Service, { name, aggregate }: UseCase): boolean =>
  aggregates.some(
    ({ name: own, lifecycle }) =>
      own === aggregate && lifecycle?.timeouts.some(({ useCase }) => useCase === name),
  );

/** Where the use case is implemented; the place where it ought to be when it is not, which the check then reports. */
const codeOf = (service: Service, useCase: UseCase, files: Files): Evidence[] => {
  const { name, aggregate } = useCase;
  if (useCase.kind === 'transition' && useCase.automatic && isTimedOut(service, useCase)) {
    const path = `src/domain/${kebabCase(aggregate)}/${kebabCase(aggregate)}.ts`;
    return [{ path, contains: camelCase(useCase.verb) }];
  }
  const expected = `src/application/${kebabCase(aggregate)}/${kebabCase(name)}.ts`;
  const own = files.filter(
    ({ path }) => path.startsWith('src/application/') && path.endsWith(`/${kebabCase(name)}.ts`),
  );
  const contains = own.every(({ content }) => content.includes(name)) ? name : pascalCase(name);
  return (own.length > 0 ? own.map(({ path }) => path) : [expected]).map((path) => ({ path, contains }));
};

/** A name as a whole: `payOrder` is not in `payOrderOnPaymentReceived`. */
const holds = (content: string, name: string): boolean =>
  content.split(name).some((rest, index) => index > 0 && !/^\w/.test(rest));

const claims = (files: Files, inside: RegExp, names: readonly string[]): Evidence[] =>
  files
    .filter(({ path }) => inside.test(path))
    .flatMap(({ path, content }) => {
      const contains = names.find((name) => holds(content, name));
      return contains === undefined ? [] : [{ path, contains }];
    });

const TESTS = /^test\/(?:unit|integration)\/.*\.test\.ts$/;

/** Names under which code speaks of something: as it is, as a type, as a file. */
const namesOf = (name: string): string[] => [name, pascalCase(name), `${kebabCase(name)}.ts`];

const tracedUseCases = (service: Service, files: Files): TracedUseCase[] => {
  const operations = new Map(operationsOf(service).map((operation) => [operation.useCase, operation]));
  return service.useCases.map((useCase) => {
    const operation = operations.get(useCase);
    return {
      name: useCase.name,
      ...(operation ? { operation: `${operation.method} ${operation.path}` } : {}),
      events: 'emits' in useCase ? useCase.emits : [],
      code: codeOf(service, useCase, files),
      tests: claims(files, TESTS, namesOf(useCase.name)),
    };
  });
};

/** Where the code names it; `expected` where it does not, which the check then reports. */
const codeNaming = (files: Files, name: string, expected: string): Evidence[] => {
  const found = claims(files, /^src\//, namesOf(name));
  return found.length > 0 ? found : [{ path: expected, contains: name }];
};

const tracedRules = (service: Service, files: Files): TracedRule[] =>
  service.aggregates.flatMap((aggregate) =>
    aggregate.rules.map(({ name, statement, requirementIds }) => ({
      name,
      statement,
      requirementIds,
      code: codeNaming(
        files,
        name,
        `src/domain/${kebabCase(aggregate.name)}/${kebabCase(aggregate.name)}.ts`,
      ),
      tests: claims(files, TESTS, namesOf(name)),
    })),
  );

const tracedReactions = (service: Service, files: Files): TracedReaction[] =>
  service.reactions.map(({ name, from, event, version, requirementIds }) => ({
    name,
    event: `com.connectsoft.${from}.${kebabCase(event)}.v${version}`,
    requirementIds,
    code: codeNaming(files, name, `src/application/reactions/${kebabCase(name)}.ts`),
    tests: claims(files, TESTS, namesOf(name)),
  }));

const useCasesOf = ({ useCases }: Service, story: Story): string[] =>
  useCases.filter(({ storyIds }) => storyIds.includes(story.id)).map(({ name }) => name);

const acceptanceOf = (story: Story): Evidence[] =>
  [story.id, ...story.criteria.map(({ id }) => id)].map((id) => ({
    path: featurePath(story),
    contains: `@${id}`,
  }));

const serviceCalled = ({ services }: Blueprint, name: string | undefined): Service => {
  const found = name === undefined ? services[0] : services.find((service) => service.name === name);
  if (!found) throw new Error(`The blueprint has no service ${name ?? ''}.`);
  return found;
};

/**
 * `factory/trace.json` of a service's repository, from the plan, the blueprint and the files that are there: the
 * requirements that its stories serve, its use cases, its rules and its reactions. `service` may be left out where there is
 * only one.
 */
export const traceFile = (
  plan: ProductPlan,
  blueprint: Blueprint,
  files: Files,
  service?: string,
): GeneratedFile => {
  const own = serviceCalled(blueprint, service);
  const several = plan.services.length > 1;
  const realised = realisedPlan(plan, blueprint.unrealised);
  const stories = several ? serviceStories(realised, own.name) : storiesOf(realised);
  const known = (id: string) => stories.some(({ requirementIds }) => requirementIds.includes(id));
  const trace: RequirementTrace = {
    schemaVersion: 1,
    requirements: plan.requirements
      .filter(({ id }) => !several || known(id))
      .map(({ id, text }) => ({
        id,
        text,
        stories: stories
          .filter(({ requirementIds }) => requirementIds.includes(id))
          .map((story) => ({
            id: story.id,
            title: story.title,
            useCases: useCasesOf(own, story),
            acceptance: acceptanceOf(story),
          })),
      })),
    useCases: tracedUseCases(own, files),
    rules: tracedRules(own, files),
    reactions: tracedReactions(own, files),
    unrealised: [
      ...plan.unrealised,
      ...blueprint.unrealised.filter(({ id }) => !plan.unrealised.some((each) => each.id === id)),
    ],
  };
  return { path: 'factory/trace.json', content: `${JSON.stringify(trace, null, 2)}\n` };
};
