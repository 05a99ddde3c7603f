import type { Field } from '../../../domain/blueprint.ts';
import type { ReactionOf } from '../../../domain/reaction.ts';
import { isAlwaysPresent, type AggregateModel } from '../aggregate-model.ts';
import { valueType } from '../domain/field-code.ts';
import { block, docComment } from '../source-text.ts';
import { calculated, eventValueCode, readsEventTime } from './event-value-code.ts';
import { useCaseImport, type ReactionCode } from './reaction-code.ts';
import { runOf, type ReactionModel } from './reaction-model.ts';

type Read = { path: string; type: string; isNeeded: boolean };

/** Types that are declared elsewhere are named by the field that takes the value. */
const typeOfField = (model: AggregateModel, { name, type }: Field): string =>
  type.kind === 'list' || type.kind === 'json' ? `${model.inputType}['${name}']` : valueType(type);

const fieldNamed = ({ given, aggregate }: AggregateModel, name: string): Field => {
  const found = given.find((field) => field.name === name);
  if (!found)
    throw new Error(`A reaction gives ${name} to a new ${aggregate.name}, which takes no such field.`);
  return found;
};

const readsOf = (model: AggregateModel, { input }: ReactionOf<'create'>['does']): Read[] => {
  const reads = Object.entries(input).flatMap(([name, expression]): Read[] => {
    const field = fieldNamed(model, name);
    return expression.op === 'event'
      ? [{ path: expression.path, type: typeOfField(model, field), isNeeded: isAlwaysPresent(field) }]
      : calculated(expression).map((read) => ({ ...read, isNeeded: true }));
  });
  const paths = [...new Set(reads.map(({ path }) => path))];
  return paths.map((path) => {
    const same = reads.filter((read) => read.path === path);
    return { path, type: same[0]?.type ?? 'string', isNeeded: same.some(({ isNeeded }) => isNeeded) };
  });
};

/** Runs a create use case. The event's id is the idempotency key, so that a second delivery creates nothing. */
export const createReaction = ({
  reaction,
  service,
  dataType,
}: ReactionModel<ReactionOf<'create'>>): ReactionCode => {
  const run = runOf(service, reaction.does.useCase);
  const { model, useCase } = run;
  const entries = Object.entries(reaction.does.input);
  const reads = readsOf(model, reaction.does);
  const members = entries.map(
    ([name, expression]) => `${name}: ${eventValueCode(expression, fieldNamed(model, name).type)},`,
  );
  const usesInput = reads.some(({ type }) => type.startsWith(`${model.inputType}[`));
  const event = [
    'id',
    ...(entries.some(([, expression]) => readsEventTime(expression)) ? ['time'] : []),
    ...(reads.length > 0 ? ['data'] : []),
  ];
  return {
    libraries: [],
    errors: [],
    own: [
      useCaseImport(run),
      ...(usesInput
        ? [`import type { ${model.inputType} } from '../../domain/${model.folder}/${model.folder}-state.ts';`]
        : []),
    ],
    declarations:
      reads.length > 0
        ? [
            block(
              docComment('What is read of the event.'),
              `type ${dataType} = { ${reads.map(({ path, type, isNeeded }) => `${path}${isNeeded ? '' : '?'}: ${type}`).join('; ')} };`,
            ),
          ]
        : [],
    dependencies: { [useCase.name]: `ReturnType<typeof ${useCase.name}>` },
    event: `{ ${event.join(', ')} }`,
    body: block('{', `await ${useCase.name}({ ${members.join(' ')} }, \`event:\${id}\`);`, '};'),
  };
};
