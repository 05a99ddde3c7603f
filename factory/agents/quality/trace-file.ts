import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import { kebabCase, pascalCase } from '../../domain/naming.ts';
import { operationsOf, type Operation } from '../../domain/operation.ts';
import { storiesOf, type ProductPlan, type Story } from '../../domain/product-plan.ts';
import type { Evidence, RequirementTrace, TracedUseCase } from '../../domain/requirement-trace.ts';
import { featurePath } from '../../domain/feature-path.ts';

/** Where the use case is implemented; the place where it ought to be when it is not, which the check then reports. */
const codeOf = ({ useCase, aggregate }: Operation, files: readonly GeneratedFile[]): Evidence[] => {
  const expected = `src/application/${kebabCase(aggregate.name)}/${kebabCase(useCase.name)}.ts`;
  const own = files.filter(
    ({ path }) => path.startsWith('src/application/') && path.endsWith(`/${kebabCase(useCase.name)}.ts`),
  );
  const contains = own.every(({ content }) => content.includes(useCase.name))
    ? useCase.name
    : pascalCase(useCase.name);
  return (own.length > 0 ? own.map(({ path }) => path) : [expected]).map((path) => ({ path, contains }));
};

/** Tests that name the use case, or call its file's. */
const testsOf = ({ useCase }: Operation, files: readonly GeneratedFile[]): Evidence[] => {
  const names = [useCase.name, pascalCase(useCase.name), `${kebabCase(useCase.name)}.ts`];
  return files
    .filter(({ path }) => /^test\/(?:unit|integration)\/.*\.test\.ts$/.test(path))
    .flatMap(({ path, content }) => {
      const contains = names.find((name) => content.includes(name));
      return contains === undefined ? [] : [{ path, contains }];
    });
};

const tracedUseCases = (service: Service, files: readonly GeneratedFile[]): TracedUseCase[] =>
  operationsOf(service).map((operation) => ({
    name: operation.useCase.name,
    operation: `${operation.method} ${operation.path}`,
    events: 'emits' in operation.useCase ? operation.useCase.emits : [],
    code: codeOf(operation, files),
    tests: testsOf(operation, files),
  }));

const useCasesOf = (blueprint: Blueprint, story: Story): string[] =>
  blueprint.services.flatMap(({ useCases }) =>
    useCases.filter(({ storyIds }) => storyIds.includes(story.id)).map(({ name }) => name),
  );

const acceptanceOf = (story: Story): Evidence[] =>
  [story.id, ...story.criteria.map(({ id }) => id)].map((id) => ({
    path: featurePath(story),
    contains: `@${id}`,
  }));

/** `factory/trace.json` of a service's repository, from the plan, the blueprint and the files that are there. */
export const traceFile = (
  plan: ProductPlan,
  blueprint: Blueprint,
  files: readonly GeneratedFile[],
): GeneratedFile => {
  const stories = storiesOf(plan);
  const trace: RequirementTrace = {
    schemaVersion: 1,
    requirements: plan.requirements.map(({ id, text }) => ({
      id,
      text,
      stories: stories
        .filter(({ requirementIds }) => requirementIds.includes(id))
        .map((story) => ({
          id: story.id,
          title: story.title,
          useCases: useCasesOf(blueprint, story),
          acceptance: acceptanceOf(story),
        })),
    })),
    useCases: blueprint.services.flatMap((service) => tracedUseCases(service, files)),
    unrealised: [
      ...plan.unrealised,
      ...blueprint.unrealised.filter(({ id }) => !plan.unrealised.some((known) => known.id === id)),
    ],
  };
  return { path: 'factory/trace.json', content: `${JSON.stringify(trace, null, 2)}\n` };
};
