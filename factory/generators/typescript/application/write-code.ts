import {
  isAlwaysPresent,
  type AggregateModel,
  type PostModel,
  type TransitionModel,
  type UseCaseModel,
} from '../aggregate-model.ts';
import { hasRemoval } from '../domain/aggregate-file.ts';
import { advances } from '../domain/time-code.ts';
import { block, literal } from '../source-text.ts';
import type { AmongRule } from '../fact-model.ts';
import { answerOf } from './dto-file.ts';
import { lookedUpFields } from './facts-code.ts';
import { factsImport, locked, lookupCode, type LookupCode, type Sources } from './lookup-code.ts';
import {
  answered,
  answerImport,
  asksWho,
  dependenciesCode,
  domainModule,
  errorImport,
  found,
  ownerCheck,
  roleCheck,
  type Dependency,
  type UseCaseCode,
} from './use-case-code.ts';

const stateImport = (model: AggregateModel, type: string | undefined): string[] =>
  type === undefined ? [] : [`import type { ${type} } from ${domainModule(model, '-state')};`];

const dependenciesOf = (useCase: UseCaseModel, lookup: LookupCode, needsStamp: boolean): Dependency[] => [
  ...lookup.dependencies,
  ...(asksWho(useCase) ? (['actor'] as const) : []),
  ...(lookup.keys.length > 0 ? (['exclusively'] as const) : []),
  ...(needsStamp ? (['stamp'] as const) : []),
];

export const createCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const answer = answerOf(model);
  const { type, one, many } = model;
  const ofRule = (rule: AmongRule): string =>
    lookedUpFields(rule).includes('recordedAt') ? '{ ...input, id, recordedAt: at }' : '{ ...input, id }';
  const lookup = lookupCode(model, useCase, { given: 'input', kept: 'input', wanted: 'input', ofRule });
  const isStamped = lookup.needsTime || model.nowDerived.length > 0 || lookup.facts !== '';
  const dependencies = dependenciesOf(useCase, lookup, true);
  const stamp = isStamped ? '{ id, at }' : 'stamp()';
  const add = (request: string) => `return ${answered(model, `await ${many}.add(${one}, ${request})`)};`;
  const request = 'idempotentRequest(idempotencyKey, input)';
  const made = `const ${one} = ${type}.${useCase.method}(${['input', stamp, lookup.facts].filter(Boolean).join(', ')});`;
  return {
    libraries: [],
    own: [
      ...stateImport(model, model.inputType),
      `import { ${type} } from ${domainModule(model)};`,
      answerImport(model),
      ...factsImport(model, lookup),
    ],
    dependencies,
    body: block(
      `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`,
      `async (input: ${model.inputType}, idempotencyKey?: string): Promise<${answer.type}> => {`,
      roleCheck(useCase),
      ownerCheck(useCase, 'input'),
      isStamped && 'const { id, at } = stamp();',
      model.isRemembered &&
        block(
          `const request = ${request};`,
          `const earlier = await ${many}.remembered(request);`,
          `if (earlier) return ${answered(model, 'earlier')};`,
        ),
      ...lookup.checks,
      locked(lookup.keys, made, add(model.isRemembered ? 'request' : request)),
      '};',
    ),
  };
};

/** A change of one that is there. `call`: the method with its arguments, given what was looked up. */
type Change = {
  input: string | undefined;
  sources: Sources;
  call: (facts: string) => string;
  needsTime: boolean;
  answer: string;
  result: string;
};

const changeCode = (model: AggregateModel, useCase: UseCaseModel, change: Change): UseCaseCode => {
  const lookup = lookupCode(model, useCase, change.sources);
  const needsTime =
    change.needsTime ||
    lookup.needsTime ||
    advances(model) ||
    (model.nowDerived.length > 0 && change.answer !== 'void');
  const dependencies = dependenciesOf(useCase, lookup, needsTime);
  const isDirect = !needsTime && roleCheck(useCase) === '';
  const { isVersioned } = model;
  const parameters = [
    'id: string',
    change.input && `input: ${change.input}`,
    isVersioned && 'expected?: readonly number[]',
  ];
  const head = `(${parameters.filter(Boolean).join(', ')}): Promise<${change.answer}> =>`;
  const wanted = lookup.keys.length > 0 && change.sources.wanted === 'wanted';
  const work = block(
    isVersioned
      ? 'optimistically(expected, async (assertExpected) => {'
      : 'optimistically(undefined, async () => {',
    found(model, useCase, isVersioned ? `assertExpected(${model.one}.version);` : ''),
    ...lookup.checks,
    wanted && `const wanted = ${mergedCode(model, useCase)};`,
    locked(lookup.keys, change.call(lookup.facts), change.result),
    '});',
  );
  return {
    libraries: [],
    own: [
      errorImport(model),
      ...stateImport(model, change.input),
      ...(change.answer === 'void' ? [] : [answerImport(model)]),
      ...factsImport(model, lookup),
    ],
    dependencies,
    body: isDirect
      ? block(`export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`, head, work)
      : block(
          `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`,
          `async ${head} {`,
          roleCheck(useCase),
          needsTime && 'const { at } = stamp();',
          `return ${work.trimEnd()}`,
          '};',
        ),
  };
};

/** What an update makes of the state: what may be left out goes with it. */
const mergedCode = (model: AggregateModel, useCase: UseCaseModel): string => {
  const asked = model
    .methodOf(useCase)
    .facts.flatMap((fact) => (fact.kind === 'reference' ? [fact.field.name] : lookedUpFields(fact.rule)));
  const left = model.given.filter((field) => asked.includes(field.name) && !isAlwaysPresent(field));
  const absent = left.map(({ name }) => `${name}: undefined`);
  return `{ ${[`...${model.one}.state`, ...absent, '...input'].join(', ')} }`;
};

const keptOnly = ({ one }: AggregateModel): Sources => ({
  given: 'input',
  kept: `${one}.state`,
  wanted: `${one}.state`,
});

const argumentsOf = (model: AggregateModel, useCase: UseCaseModel, input: string, facts: string): string =>
  [input, model.methodOf(useCase).at && 'at', facts].filter(Boolean).join(', ');

const saved = (model: AggregateModel): string =>
  `return ${answered(model, `await ${model.many}.save(${model.one})`)};`;

export const updateCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const merged = mergedCode(model, useCase);
  const hasLock = model
    .methodOf(useCase)
    .facts.some((fact) => fact.kind === 'among' && fact.rule.kind !== 'block');
  return changeCode(model, useCase, {
    input: model.changeType,
    sources: { given: 'input', kept: `${model.one}.state`, wanted: hasLock ? 'wanted' : merged },
    call: (facts) => `${model.one}.${useCase.method}(${argumentsOf(model, useCase, 'input', facts)});`,
    needsTime: model.methodOf(useCase).at,
    answer: answerOf(model).type,
    result: saved(model),
  });
};

export const transitionCode = (model: AggregateModel, useCase: TransitionModel): UseCaseCode => {
  const input = useCase.inputType ? 'input' : '';
  return changeCode(model, useCase, {
    input: useCase.inputType,
    sources: keptOnly(model),
    call: (facts) => `${model.one}.${useCase.method}(${argumentsOf(model, useCase, input, facts)});`,
    needsTime: model.methodOf(useCase).at,
    answer: answerOf(model).type,
    result: saved(model),
  });
};

export const removeCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode =>
  changeCode(model, useCase, {
    input: undefined,
    sources: keptOnly(model),
    call: (facts) =>
      hasRemoval(model) ? `${model.one}.${useCase.method}(${argumentsOf(model, useCase, '', facts)});` : '',
    needsTime: model.methodOf(useCase).at,
    answer: 'void',
    result: `await ${model.many}.remove(${model.one});`,
  });

/** Postings to one account wait for each other; one that is sent again gets the answer of the first time. */
export const postCode = (model: AggregateModel, useCase: PostModel): UseCaseCode => {
  const answer = answerOf(model);
  const { one, many } = model;
  const lookup = lookupCode(model, useCase, keptOnly(model));
  const locks = { ...lookup, keys: [`lockKey(${literal(model.collection)}, id)`, ...lookup.keys] };
  const dependencies = dependenciesOf(useCase, locks, true);
  return {
    libraries: [],
    own: [
      errorImport(model),
      ...stateImport(model, useCase.inputType),
      answerImport(model),
      ...factsImport(model, lookup),
    ],
    dependencies,
    body: block(
      `export const ${useCase.name} = ${dependenciesCode(model, dependencies)} =>`,
      `async (id: string, input: ${useCase.inputType ?? 'object'}, idempotencyKey?: string): Promise<${answer.type}> => {`,
      roleCheck(useCase),
      'const { at } = stamp();',
      `const request = idempotentRequest(idempotencyKey, { ${useCase.useCase.verb.includes('-') ? literal(useCase.useCase.verb) : useCase.useCase.verb}: input });`,
      `return exclusively([${locks.keys.join(', ')}], () =>`,
      'optimistically(undefined, async () => {',
      `const earlier = await ${many}.replaced(id, request);`,
      `if (earlier) return ${answered(model, 'earlier')};`,
      found(model, useCase),
      ...lookup.checks,
      `${one}.${useCase.method}(${argumentsOf(model, useCase, 'input', lookup.facts)});`,
      `return ${answered(model, `await ${many}.save(${one}, request)`)};`,
      '}),',
      ');',
      '};',
    ),
  };
};
