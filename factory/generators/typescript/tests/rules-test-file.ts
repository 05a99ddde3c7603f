import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Expression } from '../../../domain/expression.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import { isAmongRule } from '../fact-model.ts';
import { literal, paragraphs } from '../source-text.ts';
import { caseTests } from './case-table.ts';
import type { Row } from './row-difference.ts';
import { boundaryCases } from './expressions/boundary-cases.ts';
import { holdsIn } from './expressions/evaluate.ts';
import type { World } from './expressions/world.ts';
import { rowsAmong } from './rule-cases.ts';
import { supportImports } from './support-imports.ts';
import { allowing, conditionsOf, worldIn } from './state-worlds.ts';
import { inputFields, placeOf, sampleWorld, timeOf } from './worlds.ts';

/** Where a use case starts: the first state that it is done in, with everything that it needs. */
type Start = { state: string; world: World };

const changeTime = 8;

const startOf = (model: AggregateModel, { useCase }: UseCaseModel): Start | undefined => {
  const { lifecycle } = model.aggregate;
  if (useCase.kind === 'create') return { state: '', world: allowing(model, useCase, sampleWorld(model)) };
  const frozen = new Set(lifecycle?.states.filter((state) => state.frozen).map(({ name }) => name));
  const states =
    useCase.kind === 'transition'
      ? useCase.from
      : (lifecycle?.states.map(({ name }) => name).filter((name) => !frozen.has(name)) ?? ['']);
  for (const state of states) {
    const world = lifecycle ? worldIn(model, state) : sampleWorld(model);
    if (world) return { state, world: allowing(model, useCase, { ...world, now: timeOf(changeTime) }) };
  }
  return undefined;
};

const statusOf = ({ aggregate: { lifecycle } }: AggregateModel, { fields }: World): unknown =>
  lifecycle && fields[lifecycle.field];

const names = (values: object): string => Object.keys(values).toSorted().join();

/** A test can make it: the aggregate is in the same state, entered as often, and created when it is. */
const isPossible =
  (model: AggregateModel, useCase: UseCaseModel, start: Start, others: readonly Expression[]) =>
  (world: World): boolean => {
    const place = placeOf(model, inputFields(useCase.useCase));
    const isSame = (name: string) =>
      JSON.stringify(world.fields[name]) === JSON.stringify(start.world.fields[name]);
    return (
      statusOf(model, world) === statusOf(model, start.world) &&
      names(world.fields) === names(start.world.fields) &&
      (useCase.useCase.kind !== 'create' ||
        model.serverFields.concat(model.managed).every(({ name }) => isSame(name))) &&
      others.every((condition) => holdsIn(condition, place, world))
    );
  };

const rowsOf = (model: AggregateModel, useCase: UseCaseModel, rule: Rule, start: Start): Row[] => {
  if (isAmongRule(rule)) return rowsAmong(model, rule, start.world);
  const place = placeOf(model, inputFields(useCase.useCase));
  const others = conditionsOf(model, useCase.useCase).filter((condition) => condition !== rule.holds);
  return boundaryCases(rule.holds, place, [start.world], isPossible(model, useCase, start, others)).map(
    ({ world, value }) => ({ world, isAllowed: value === true }),
  );
};

const refusal = ({ name, kind }: Rule): string =>
  `expect.objectContaining({ rule: ${literal(name)}, kind: ${literal(kind === 'invariant' ? 'unprocessable' : 'conflict')} })`;

/** An invariant is tested where a caller writes the fields. */
const isTestedBy = (rule: Rule, { useCase }: UseCaseModel): boolean =>
  rule.kind !== 'invariant' || useCase.kind === 'create' || useCase.kind === 'update';

const testsOf = (model: AggregateModel, useCase: UseCaseModel): string[] => {
  const method = model.methodOf(useCase);
  const start = startOf(model, useCase);
  if (!start) return [];
  return [...method.before, ...method.after]
    .filter(({ rule }) => isTestedBy(rule, useCase))
    .flatMap(({ rule }) => {
      const rows = rowsOf(model, useCase, rule, start);
      const table = { model, useCase, state: start.state, base: start.world, rows };
      return caseTests(table, rule.name, refusal(rule));
    });
};

/** `test/unit/domain/<aggregate>-rules.test.ts`: every rule at its bounds, kept and broken. */
export const rulesTestFile = (model: AggregateModel): GeneratedFile[] => {
  const tests = model.useCases.flatMap((useCase) => testsOf(model, useCase));
  if (tests.length === 0) return [];
  const text = tests.join('\n');
  return [
    {
      path: `test/unit/domain/${model.folder}-rules.test.ts`,
      content: paragraphs(`import { expect, it } from 'vitest';`, supportImports(model, text), ...tests),
    },
  ];
};
