import type { Field } from '../../../domain/blueprint.ts';
import { fieldOf, isAlwaysPresent, type AggregateModel, type UseCaseModel } from '../aggregate-model.ts';
import { sharedFields, type AmongRule, type FactModel } from '../fact-model.ts';
import { block, literal } from '../source-text.ts';
import { amongFunction, amongNeedsTime } from './among-lookup.ts';
import { referenceFunction } from './reference-lookup.ts';
import { referencesIn, type ReferenceModel } from './repositories.ts';
import { repositoriesOf, type Dependency } from './use-case-code.ts';

/** What a use case looks up before it asks the aggregate. */
export type LookupCode = {
  /** References that must exist, though no rule looks into them. */
  checks: string[];
  /** The argument for the method: `{ class: await classOf(classes, input) }`. */
  facts: string;
  /** Keys of the lock; none where nothing is counted. */
  keys: string[];
  /** Functions of the aggregate's facts module. */
  functions: string[];
  dependencies: Dependency[];
  /** The time matters. */
  needsTime: boolean;
};

/** Where the values are: what is given, what is kept, and both together. */
export type Sources = {
  /** What the caller gives. */
  given: string;
  /** What is kept already; of a new one what is given. */
  kept: string;
  /** What it is to become. */
  wanted: string;
  /** What it is to become, as a rule's look-up takes it; `wanted` when absent. */
  ofRule?: (rule: AmongRule) => string;
};

const inputFields = (model: AggregateModel, { useCase }: UseCaseModel): readonly Field[] => {
  if (useCase.kind === 'create') return model.given;
  if (useCase.kind === 'update') return model.given.filter(({ immutable }) => !immutable);
  return 'input' in useCase ? useCase.input : [];
};

const isGivenBy = (fields: readonly Field[], { field }: FactModel & { kind: 'reference' }): boolean =>
  fields.some(({ name }) => name === field.name);

const toInstantCode = (code: string, isPresent: boolean): string =>
  isPresent ? `toInstant(${code})` : `toInstant(${code} ?? '')`;

const keyOf = (model: AggregateModel, fact: FactModel & { kind: 'among' }, source: string): string => {
  const values = sharedFields(fact.rule).map((name) => {
    const code = `${source}.${name}`;
    return fieldOf(model, name).type.kind === 'instant'
      ? toInstantCode(code, isAlwaysPresent(fieldOf(model, name)))
      : code;
  });
  return `lockKey(${[literal(fact.rule.name), ...values].join(', ')})`;
};

const call = (reference: ReferenceModel, source: string): string => {
  const time = reference.target.timeouts.length > 0 && !reference.list ? ', at' : '';
  return `await ${referenceFunction(reference)}(${reference.target.many}, ${source}${time})`;
};

/** Code by which a use case looks up what its method and its references need. */
export const lookupCode = (
  model: AggregateModel,
  useCase: UseCaseModel,
  { given, kept, wanted, ofRule = () => wanted }: Sources,
): LookupCode => {
  const { facts } = model.methodOf(useCase);
  const fields = inputFields(model, useCase);
  const named = referencesIn(model, fields);
  const among = facts.filter((fact) => fact.kind === 'among');
  const into = facts.filter((fact) => fact.kind === 'reference');
  const checks = named.filter(
    ({ field, list }) => list !== undefined || !into.some((fact) => fact.field.name === field.name),
  );
  const looked = into.map((fact) => {
    const [reference] = referencesIn(model, [fact.field]);
    if (!reference) throw new Error(`${fact.field.name} names no aggregate of this service.`);
    return { fact, reference };
  });
  const members = [
    ...looked.map(
      ({ fact, reference }) => `${fact.name}: ${call(reference, isGivenBy(fields, fact) ? wanted : kept)}`,
    ),
    ...among.map(
      ({ name, rule }) =>
        `${name}: await ${amongFunction(rule)}(${[model.many, ofRule(rule), ...(amongNeedsTime(model, rule) ? ['at'] : [])].join(', ')})`,
    ),
  ];
  const references = [...checks, ...looked.map(({ reference }) => reference)];
  return {
    checks: checks.map((reference) => `${call(reference, given)};`),
    facts: members.length > 0 ? `{ ${members.join(', ')} }` : '',
    keys: among.filter(({ rule }) => rule.kind !== 'block').map((fact) => keyOf(model, fact, wanted)),
    functions: [...references.map(referenceFunction), ...among.map(({ rule }) => amongFunction(rule))],
    dependencies: repositoriesOf(
      model,
      references.map(({ target }) => target),
    ),
    needsTime:
      among.some(({ rule }) => amongNeedsTime(model, rule)) ||
      references.some(({ target, list }) => target.timeouts.length > 0 && !list),
  };
};

/** Runs code under the locks that it needs. */
export const locked = (keys: readonly string[], ...code: readonly string[]): string =>
  keys.length === 0
    ? block(...code)
    : block(`return exclusively([${keys.join(', ')}], async () => {`, ...code, '});');

/** The import of what is looked up. */
export const factsImport = (model: AggregateModel, { functions }: LookupCode): string[] =>
  functions.length > 0
    ? [`import { ${[...new Set(functions)].toSorted().join(', ')} } from './${model.folder}-facts.ts';`]
    : [];
