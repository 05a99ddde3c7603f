import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { advances } from '../domain/time-code.ts';
import { notFoundError } from '../domain/errors-file.ts';
import { block, literal } from '../source-text.ts';
import { answerOf } from './dto-file.ts';

/** What the composition root gives a use case, besides the repository of its aggregate. */
export type Dependency = 'actor' | 'exclusively' | 'stamp' | { repository: AggregateModel };

/** A use case as code, with the imports that the text does not tell. */
export type UseCaseCode = {
  /** Of types of building blocks. */
  libraries: string[];
  /** Of modules of the service. */
  own: string[];
  dependencies: Dependency[];
  body: string;
};

export const domainModule = ({ folder }: AggregateModel, file = ''): string =>
  `'../../domain/${folder}/${folder}${file}.ts'`;

export const errorImport = (model: AggregateModel): string =>
  `import { ${notFoundError(model)} } from '../../domain/errors.ts';`;

export const answerImport = (model: AggregateModel): string => {
  const { type, from } = answerOf(model);
  return `import { ${from}, type ${type} } from './${model.folder}-dto.ts';`;
};

/** What callers see of the aggregate that `code` is the code of. */
export const answered = (model: AggregateModel, code: string): string =>
  `${answerOf(model).from}(${code}${model.nowDerived.length > 0 ? ', at' : ''})`;

/** Whether reading one depends on the time. */
export const readsTime = (model: AggregateModel): boolean => model.nowDerived.length > 0 || advances(model);

export const asksWho = ({ useCase }: UseCaseModel): boolean =>
  useCase.roles.length > 0 || useCase.owner !== undefined;

/** Refuses those who do not have a role. */
export const roleCheck = ({ useCase: { roles } }: UseCaseModel): string =>
  roles.length > 0 ? `assertRole(actor(), ${literal(roles)});` : '';

/** Refuses everybody but the owner. `owned`: code of what holds the owner's name. */
export const ownerCheck = ({ useCase: { owner } }: UseCaseModel, owned: string): string =>
  owner === undefined ? '' : `assertOwner(actor(), ${owned}.${owner});`;

/** Finds the aggregate by its id, lets its owner pass, and does what is due. */
export const found = (model: AggregateModel, useCase: UseCaseModel, version = ''): string =>
  block(
    `const ${model.one} = await ${model.many}.find(id);`,
    `if (!${model.one}) throw new ${notFoundError(model)}(id);`,
    ownerCheck(useCase, `${model.one}.state`),
    version,
    (useCase.useCase.kind === 'post' ? model.timeouts.length > 0 : advances(model)) &&
      `${model.one}.advance(at);`,
  );

/** `({ bookings, stamp }: Dependencies)` */
export const dependenciesCode = ({ many }: AggregateModel, dependencies: readonly Dependency[]): string =>
  `({ ${[many, ...dependencyNames(dependencies)].join(', ')} }: Dependencies)`;

/** Names of dependencies, repositories first. */
export const dependencyNames = (dependencies: readonly Dependency[]): string[] => [
  ...dependencies.flatMap((each) => (typeof each === 'object' ? [each.repository.many] : [])),
  ...dependencies.filter((each) => typeof each === 'string').toSorted(),
];

/** The repository of another aggregate, unless it is the same. */
export const repositoriesOf = (model: AggregateModel, targets: readonly AggregateModel[]): Dependency[] => {
  const others = targets.filter(({ type }) => type !== model.type);
  return others
    .filter(({ type }, index) => others.findIndex((other) => other.type === type) === index)
    .map((repository) => ({ repository }));
};
