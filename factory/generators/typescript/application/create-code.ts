import type { AggregateModel, UseCaseModel } from '../aggregate-model.ts';
import type { AmongRule } from '../fact-model.ts';
import { block } from '../source-text.ts';
import { answerOf } from './dto-file.ts';
import { lookedUpFields } from './among-lookup.ts';
import { factsImport, locked, lookupCode } from './lookup-code.ts';
import {
  answered,
  answerImport,
  dependenciesCode,
  domainModule,
  ownerCheck,
  roleCheck,
  type UseCaseCode,
} from './use-case-code.ts';
import { dependenciesOf, stateImport } from './write-parts.ts';

/** A new one, as the look-up of a rule takes it: what is not given and has a default is there. */
const ofRule =
  ({ defaulted }: AggregateModel) =>
  (rule: AmongRule): string => {
    const fields = lookedUpFields(rule);
    const own = defaulted.filter(({ name }) => fields.includes(name));
    const members = [
      '...input',
      ...own.map(({ name }) => `${name}: input.${name} ?? at`),
      'id',
      ...(fields.includes('recordedAt') ? ['recordedAt: at'] : []),
    ];
    return `{ ${members.join(', ')} }`;
  };

export const createCode = (model: AggregateModel, useCase: UseCaseModel): UseCaseCode => {
  const answer = answerOf(model);
  const { type, one, many } = model;
  const lookup = lookupCode(model, useCase, {
    given: 'input',
    kept: 'input',
    wanted: 'input',
    ofRule: ofRule(model),
  });
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
