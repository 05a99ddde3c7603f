import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { advances } from '../domain/time-code.ts';
import { block } from '../source-text.ts';
import { factsImport, locked, lookupCode, type LookupCode, type Sources } from './lookup-code.ts';
import {
  answerImport,
  dependenciesCode,
  errorImport,
  found,
  roleCheck,
  type UseCaseCode,
} from './use-case-code.ts';
import { dependenciesOf, stateImport } from './write-parts.ts';

/** A change of one that is there. `call`: the method with its arguments, given what was looked up. */
export type Change = {
  input: string | undefined;
  sources: Sources;
  /** What it is to become, where several look-ups ask for it. */
  wanted?: string;
  call: (facts: string) => string;
  needsTime: boolean;
  answer: string;
  result: string;
};

/** Finds it, looks up what its rules need, changes it, and does so again when somebody else was faster. */
const workCode = (
  model: AggregateModel,
  useCase: UseCaseModel,
  change: Change,
  lookup: LookupCode,
): string => {
  const { isVersioned, one } = model;
  return block(
    isVersioned
      ? 'optimistically(expected, async (assertExpected) => {'
      : 'optimistically(undefined, async () => {',
    found(model, useCase, isVersioned ? `assertExpected(${one}.version);` : ''),
    ...lookup.checks,
    change.wanted && `const wanted = ${change.wanted};`,
    locked(lookup.keys, change.call(lookup.facts), change.result),
    '});',
  );
};

const importsOf = (model: AggregateModel, change: Change, lookup: LookupCode): string[] => [
  errorImport(model),
  ...stateImport(model, change.input),
  ...(change.answer === 'void' ? [] : [answerImport(model)]),
  ...factsImport(model, lookup),
];

const parametersOf = ({ isVersioned }: AggregateModel, { input }: Change): string =>
  ['id: string', input && `input: ${input}`, isVersioned && 'expected?: readonly number[]']
    .filter(Boolean)
    .join(', ');

const readsTime = (model: AggregateModel, change: Change, lookup: LookupCode): boolean =>
  change.needsTime ||
  lookup.needsTime ||
  advances(model) ||
  (model.nowDerived.length > 0 && change.answer !== 'void');

/** A use case that changes or removes one. */
export const changeCode = (model: AggregateModel, useCase: UseCaseModel, change: Change): UseCaseCode => {
  const lookup = lookupCode(model, useCase, change.sources);
  const needsTime = readsTime(model, change, lookup);
  const dependencies = dependenciesOf(useCase, lookup, needsTime);
  const name = `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`;
  const head = `(${parametersOf(model, change)}): Promise<${change.answer}> =>`;
  const work = workCode(model, useCase, change, lookup);
  const isDirect = !needsTime && roleCheck(useCase) === '';
  return {
    libraries: [],
    own: importsOf(model, change, lookup),
    dependencies,
    body: isDirect
      ? block(name, head, work)
      : block(
          name,
          `async ${head} {`,
          roleCheck(useCase),
          needsTime && 'const { at } = stamp();',
          `return ${work}`,
          '};',
        ),
  };
};
