import { collectionPath } from '../../../domain/operation.ts';
import type { RuleOf } from '../../../domain/rule.ts';
import { transitionsOf } from '../../../domain/transitions-to.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { fieldVariable } from '../identifiers.ts';
import { block, literal } from '../source-text.ts';
import { amongApiTests } from './among-api-tests.ts';
import { askedWorld, askTime, transitionCall, wayTo } from './behaviour-steps.ts';
import { boundaryCases } from './expressions/boundary-cases.ts';
import { holdsIn } from './expressions/evaluate.ts';
import { givenOf } from './expressions/world.ts';
import { freshInput } from './prepared-file.ts';
import { conditionsOf, timeWithin } from './state-worlds.ts';
import { placeOf, referencesOf, sampleWorld } from './worlds.ts';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const post = (model: AggregateModel, body: string): string =>
  `await call(shared.url(), 'POST', ${literal(collectionPath(model.aggregate))}, { ${body === 'body' ? 'body' : `body: ${body}`} })`;

const references = (model: AggregateModel): string[] =>
  referencesOf(model).map(({ field }) =>
    block(
      `it(${literal(`refuses a ${field.name} of what does not exist, and names it`)}, async () => {`,
      `const body = { ...(${freshInput(model)}), ${field.name}: '019c1363-49c0-7000-8000-000000000000' };`,
      `const answer = ${post(model, 'body')};`,
      `expect(answer).toMatchObject({ status: 422, body: { type: 'urn:problem:validation', errors: [{ pointer: ${literal(`#/${field.name}`)} }] } });`,
      '});',
    ),
  );

/** An invariant that a body breaks by itself. */
const invariant = (model: AggregateModel, rule: RuleOf<'invariant'>): string => {
  const base = sampleWorld(model);
  const others = conditionsOf(model, model.create.useCase).filter((condition) => condition !== rule.holds);
  const broken = boundaryCases(
    rule.holds,
    placeOf(model),
    [base],
    (world) =>
      world.now === base.now &&
      isSame(world.related, base.related) &&
      [...model.serverFields, ...model.managed].every(({ name }) =>
        isSame(world.fields[name], base.fields[name]),
      ) &&
      others.every((condition) => holdsIn(condition, placeOf(model), world)),
  ).find(({ value }) => value !== true);
  if (!broken) return '';
  const given = givenOf(model.aggregate, base.fields);
  const changes = Object.entries(givenOf(model.aggregate, broken.world.fields)).filter(
    ([name, value]) => !isSame(value, given[name]),
  );
  return block(
    `it(${literal(`refuses what breaks ${rule.name}`)}, async () => {`,
    `const body = { ...(${freshInput(model)}), ${changes.map(([name, value]) => `${name}: ${literal(value)}`).join(', ')} };`,
    `expect(${post(model, 'body')}).toMatchObject({`,
    `status: 422, body: { type: 'urn:problem:rule-violated', rule: ${literal(rule.name)}, detail: ${literal(rule.statement)} },`,
    '});',
    '});',
  );
};

/** A guard of a transition that depends on nothing but the time, at both sides of its bound. */
const guard = (model: AggregateModel, rule: RuleOf<'guard'>): string[] =>
  transitionsOf(model.service, model.aggregate)
    .filter(({ name, automatic }) => rule.useCases.includes(name) && !automatic)
    .flatMap((useCase) => {
      const transition = model.transitions.find((candidate) => candidate.useCase === useCase);
      const way = useCase.from.map((state) => wayTo(model, state)).find((found) => found !== undefined);
      const start =
        way && askedWorld(model, useCase, { ...way.world, now: timeWithin(model, way.world, askTime) });
      if (!transition || !way || !start) return [];
      const others = conditionsOf(model, useCase).filter((condition) => condition !== rule.holds);
      const place = placeOf(model, useCase.input);
      const cases = boundaryCases(
        rule.holds,
        place,
        [start],
        (world) =>
          isSame({ ...world, now: '' }, { ...start, now: '' }) &&
          others.every((condition) => holdsIn(condition, place, world)),
      );
      const [refused, allowed] = [false, true].map((wanted) =>
        cases.findLast(({ value }) => value === wanted),
      );
      if (!refused) return [];
      return block(
        `it(${literal(`${rule.name} decides when ${useCase.name} is possible`)}, async () => {`,
        'const path = await made();',
        ...way.codes,
        `expect(await ${transitionCall(transition, refused.world)}).toMatchObject({`,
        `status: 409, body: { type: 'urn:problem:rule-violated', rule: ${literal(rule.name)}, detail: ${literal(rule.statement)} },`,
        '});',
        allowed &&
          `expect(await ${transitionCall(transition, allowed.world)}).toMatchObject({ status: 200 });`,
        '});',
      );
    });

/** What is computed for the time of the question. */
const shown = (model: AggregateModel): string[] =>
  model.nowDerived.flatMap((field) => {
    if (!field.derived || !model.get) return [];
    const states = model.aggregate.lifecycle?.states.map(({ name }) => name) ?? [''];
    for (const state of states) {
      const way = model.aggregate.lifecycle ? wayTo(model, state) : { codes: [], world: sampleWorld(model) };
      if (!way) continue;
      const cases = boundaryCases(field.derived, placeOf(model), [way.world], (world) =>
        isSame({ ...world, now: '' }, { ...way.world, now: '' }),
      );
      if (new Set(cases.map(({ value }) => value)).size < 2) continue;
      return [
        block(
          `it.each(${literal(cases.map(({ world, value }) => [world.now, value]))} as const)(`,
          `${literal(`shows at %s as ${field.name}: %j`)}, async (at, ${fieldVariable(field.name)}) => {`,
          'const path = await made();',
          ...way.codes,
          `expect((await call(shared.url(), 'GET', path, { at })).body[${literal(field.name)}]).toBe(${fieldVariable(field.name)});`,
          '},',
          ');',
        ),
      ];
    }
    return [];
  });

/** Tests of rules over HTTP. */
export const ruleApiTests = (model: AggregateModel): string[] => [
  ...references(model),
  ...model.aggregate.rules.flatMap((rule) => {
    if (rule.kind === 'invariant') return [invariant(model, rule)];
    return rule.kind === 'guard' ? guard(model, rule) : amongApiTests(model, rule);
  }),
  ...shown(model),
];
