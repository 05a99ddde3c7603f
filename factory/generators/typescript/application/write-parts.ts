import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import type { LookupCode, Sources } from './lookup-code.ts';
import { asksWho, domainModule, type Dependency } from './use-case-code.ts';

/** The import of the type that a use case is given. */
export const stateImport = (model: AggregateModel, type: string | undefined): string[] =>
  type === undefined ? [] : [`import type { ${type} } from ${domainModule(model, '-state')};`];

/** What a use case that writes needs. */
export const dependenciesOf = (
  useCase: UseCaseModel,
  lookup: LookupCode,
  needsStamp: boolean,
): Dependency[] => [
  ...lookup.dependencies,
  ...(asksWho(useCase) ? (['actor'] as const) : []),
  ...(lookup.keys.length > 0 ? (['exclusively'] as const) : []),
  ...(needsStamp ? (['stamp'] as const) : []),
];

/** Values of one that is there already, which no input changes. */
export const keptOnly = ({ one }: AggregateModel): Sources => ({
  given: 'input',
  kept: `${one}.state`,
  wanted: `${one}.state`,
});

/** The arguments of the aggregate's method. */
export const argumentsOf = (
  model: AggregateModel,
  useCase: UseCaseModel,
  input: string,
  facts: string,
): string => [input, model.methodOf(useCase).at && 'at', facts].filter(Boolean).join(', ');
