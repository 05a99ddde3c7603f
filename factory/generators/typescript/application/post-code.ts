import type { AggregateModel, PostModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { answerOf } from './dto-file.ts';
import { factsImport, lookupCode } from './lookup-code.ts';
import {
  answered,
  answerImport,
  dependenciesCode,
  errorImport,
  found,
  roleCheck,
  type UseCaseCode,
} from './use-case-code.ts';
import { argumentsOf, dependenciesOf, keptOnly, stateImport } from './write-parts.ts';

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
      `const request = idempotentRequest(idempotencyKey, { ${literal(useCase.useCase.verb)}: input });`,
      `return exclusively([${locks.keys.join(', ')}], () =>`,
      'optimistically(undefined, async () => {',
      found(model, useCase),
      `const earlier = await ${many}.replaced(id, request);`,
      `if (earlier) return ${answered(model, 'earlier')};`,
      ...lookup.checks,
      `${one}.${useCase.method}(${argumentsOf(model, useCase, 'input', lookup.facts)});`,
      `return ${answered(model, `await ${many}.save(${one}, request)`)};`,
      '}),',
      ');',
      '};',
    ),
  };
};
