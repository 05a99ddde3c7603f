import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { libraryImports } from '../domain/value-code.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import { exportCode, getCode, searchCode } from './read-code.ts';
import { domainModule, type Dependency, type UseCaseCode } from './use-case-code.ts';
import { createCode } from './create-code.ts';
import { postCode } from './post-code.ts';
import { removeCode, transitionCode, updateCode } from './write-code.ts';

const codeOf = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const { kind } = useCase.useCase;
  const transition = model.transitions.find(({ name }) => name === useCase.name);
  const post = model.posts.find(({ name }) => name === useCase.name);
  if (transition) return transitionCode(model, transition);
  if (post) return postCode(model, post);
  switch (kind) {
    case 'create':
      return createCode(model, useCase);
    case 'update':
      return updateCode(model, useCase);
    case 'remove':
      return removeCode(model, useCase);
    case 'search':
      return searchCode(model, useCase);
    case 'export':
      return exportCode(model, useCase);
    default:
      return getCode(model, useCase);
  }
};

/** What a use case needs besides the repository of its aggregate. */
export const useCaseDependencies = (model: AggregateModel, useCase: UseCaseModel): Dependency[] =>
  codeOf(model, useCase).dependencies;

const typeOf = {
  actor: 'actor: () => Actor | undefined',
  exclusively: 'exclusively: Exclusively',
  stamp: 'stamp: () => Stamp',
} as const;

const typeImports = {
  actor: { module: 'actor', type: 'Actor' },
  exclusively: { module: 'exclusively', type: 'Exclusively' },
  stamp: { module: 'stamp', type: 'Stamp' },
} as const;

const names = (dependencies: readonly Dependency[]) =>
  dependencies.filter((each) => typeof each === 'string').toSorted();

/** Imports of a module's functions and types in one declaration. */
const withTypes = (imports: readonly string[], dependencies: readonly Dependency[]): string[] => {
  const lines = [...imports];
  for (const { module, type } of names(dependencies).map((name) => typeImports[name])) {
    const index = lines.findIndex((line) => line.endsWith(`from '#connectsoft/${module}';`));
    if (index < 0) lines.push(`import type { ${type} } from '#connectsoft/${module}';`);
    else lines[index] = (lines[index] ?? '').replace(' } from', `, type ${type} } from`);
  }
  return lines;
};

/** Types of one module in one declaration. */
const repositoryImport = (model: AggregateModel, own: readonly string[]): string[] => {
  const module = domainModule(model, '-repository');
  const filter = own.some((line) => line.includes(`${model.folder}-repository.ts`))
    ? `${model.type}Filter, `
    : '';
  return [
    `import type { ${filter}${model.type}Repository } from ${module};`,
    ...own.filter((line) => !line.includes(`${model.folder}-repository.ts`)),
  ];
};

/** `src/application/<aggregate>/<use-case>.ts`: one use case. */
export const useCaseFile = (model: AggregateModel, useCase: UseCaseModel): GeneratedFile => {
  const { libraries, own, dependencies, body } = codeOf(model, useCase);
  const others = dependencies.flatMap((each) => (typeof each === 'object' ? [each.repository] : []));
  const members = [
    `${model.many}: ${model.type}Repository`,
    ...others.map(({ many, type }) => `${many}: ${type}Repository`),
    ...names(dependencies).map((name) => typeOf[name]),
  ];
  return {
    path: `src/application/${model.folder}/${useCase.file}.ts`,
    content: paragraphs(
      block(...withTypes([...libraries, ...libraryImports(body)], dependencies)),
      block(
        ...repositoryImport(model, own),
        ...others.map(
          (other) => `import type { ${other.type}Repository } from ${domainModule(other, '-repository')};`,
        ),
      ),
      `type Dependencies = { ${members.join('; ')} };`,
      block(docComment(sentence(useCase.useCase.summary)), body),
    ),
  };
};
