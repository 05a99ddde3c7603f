import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { advances } from '../domain/time-code.ts';
import { filterParameter } from '../domain/repository-port-file.ts';
import { block } from '../source-text.ts';
import { advanceFunction } from './advance-file.ts';
import { answerOf } from './dto-file.ts';
import {
  answered,
  answerImport,
  asksWho,
  dependenciesCode,
  domainModule,
  errorImport,
  found,
  readsTime,
  roleCheck,
  type Dependency,
  type UseCaseCode,
} from './use-case-code.ts';

const dependenciesOf = (useCase: UseCaseModel, needsStamp: boolean): Dependency[] => [
  ...(asksWho(useCase) ? (['actor'] as const) : []),
  ...(needsStamp ? (['stamp'] as const) : []),
];

export const getCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const answer = answerOf(model);
  const dependencies = dependenciesOf(useCase, readsTime(model));
  return {
    libraries: [],
    own: [errorImport(model), answerImport(model)],
    dependencies,
    body: block(
      `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`,
      `async (id: string): Promise<${answer.type}> => {`,
      roleCheck(useCase),
      readsTime(model) && 'const { at } = stamp();',
      found(model, useCase),
      `return ${answered(model, model.one)};`,
      '};',
    ),
  };
};

const listImports = (model: AggregateModel): string[] => [
  ...(model.filters.length > 0
    ? [`import type { ${model.type}Filter } from ${domainModule(model, '-repository')};`]
    : []),
  ...(model.timeouts.length > 0
    ? [`import { ${advanceFunction(model)} } from './advance-${model.collection}.ts';`]
    : []),
  `import { to${model.type}Dto, type ${model.type}Dto } from './${model.folder}-dto.ts';`,
];

/** What the repository is asked for: what the caller means, of that what is the caller's own. */
const filterOf = (model: AggregateModel, { useCase: { owner } }: UseCaseModel): string => {
  if (model.conditions.length === 0) return '';
  const given = model.filters.length > 0 ? ['...filter'] : [];
  if (owner === undefined) return model.filters.length > 0 ? 'filter' : '{}';
  return `{ ${[...given, `${owner}: nameOf(actor())`].join(', ')} }`;
};

/** What is due is done before states are searched. */
const doDue = (model: AggregateModel): string =>
  model.timeouts.length > 0 ? `await ${advanceFunction(model)}({ ${model.many}, stamp })();` : '';

const seen = (model: AggregateModel): string =>
  `to${model.type}Dto(${model.one}${model.nowDerived.length > 0 ? ', at' : ''})`;

const isLost = (model: AggregateModel): boolean => advances(model) && model.timeouts.length === 0;

const mapping = (model: AggregateModel): string => {
  if (isLost(model)) return `(${model.one}) => { ${model.one}.advance(at); return ${seen(model)}; }`;
  return model.nowDerived.length > 0 ? `(${model.one}) => ${seen(model)}` : `to${model.type}Dto`;
};

const needsAt = (model: AggregateModel): boolean => isLost(model) || model.nowDerived.length > 0;

export const searchCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const { type, many } = model;
  const parameters = [filterParameter(model), 'page: PageRequest'].filter(Boolean).join(', ');
  const filter = filterOf(model, useCase);
  const dependencies = dependenciesOf(useCase, readsTime(model));
  return {
    libraries: [`import type { Page, PageRequest } from '#connectsoft/page';`],
    own: listImports(model),
    dependencies,
    body: block(
      `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`,
      `async (${parameters}): Promise<Page<${type}Dto>> => {`,
      roleCheck(useCase),
      doDue(model),
      needsAt(model) && 'const { at } = stamp();',
      `const { items, ...rest } = await ${many}.search(${filter ? `${filter}, ` : ''}page);`,
      `return { items: items.map(${mapping(model)}), ...rest };`,
      '};',
    ),
  };
};

export const exportCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const { type, many, one } = model;
  const dependencies = dependenciesOf(useCase, readsTime(model));
  const loop = `for await (const ${one} of ${many}.all(${filterOf(model, useCase)}))`;
  return {
    libraries: [],
    own: listImports(model),
    dependencies,
    body: block(
      `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`,
      `async function* (${filterParameter(model)}): AsyncIterable<${type}Dto> {`,
      roleCheck(useCase),
      doDue(model),
      needsAt(model) && 'const { at } = stamp();',
      isLost(model)
        ? block(`${loop} {`, `${one}.advance(at);`, `yield ${seen(model)};`, '}')
        : `${loop} yield ${seen(model)};`,
      '};',
    ),
  };
};
