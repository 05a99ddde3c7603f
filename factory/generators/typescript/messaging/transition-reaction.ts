import { serverFields } from '../../../domain/aggregate.ts';
import type { ReactionOf } from '../../../domain/reaction.ts';
import { transitionsOf } from '../../../domain/transitions-to.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { valueType } from '../domain/field-code.ts';
import { block, literal } from '../source-text.ts';
import { failing, repositoryImport, useCaseImport, type ReactionCode } from './reaction-code.ts';
import { runOf, type ReactionModel, type Run } from './reaction-model.ts';

/** States in which a transition is not possible, but from which the aggregate can still come to one where it is. */
export const statesBefore = ({ model, useCase: { useCase } }: Run): string[] => {
  if (useCase.kind !== 'transition') return [];
  const leading = new Set(useCase.from);
  const transitions = transitionsOf(model.service, model.aggregate);
  for (const state of leading)
    for (const { to, from } of transitions) if (to === state) for (const each of from) leading.add(each);
  const states = model.aggregate.lifecycle?.states.map(({ name }) => name) ?? [];
  return states.filter(
    (state) => leading.has(state) && !useCase.from.includes(state) && state !== useCase.to,
  );
};

const typeOfField = ({ aggregate }: AggregateModel, name: string): string => {
  const field = [...aggregate.fields, ...serverFields(aggregate)].find((each) => each.name === name);
  return field ? valueType(field.type) : 'string';
};

/** Throws when no aggregate can be found by what the event says, or more than one is. */
const found = ({ one, many, noun, type }: AggregateModel, field: string, path: string): string =>
  field === 'id'
    ? block(
        `const ${one} = await ${many}.find(data.${path});`,
        failing(`!${one}`, `There is no ${noun} \${data.${path}} yet`),
      )
    : block(
        `const [${one}, another] = await Array.fromAsync(${many}.all({ ${field}: data.${path} }));`,
        failing(`!${one}`, `There is no ${noun} with ${field} \${data.${path}} yet`),
        `if (another) throw new NeverApplicable(\`${type} is not the only one with ${field} \${data.${path}}\`);`,
      );

/** Moves the one aggregate that the event is about. Where it is already, nothing happens. */
export const transitionReaction = ({
  reaction,
  service,
  name,
  dataType,
}: ReactionModel<ReactionOf<'transition'>>): ReactionCode => {
  const { useCase: runs, field, path } = reaction.does;
  const run = runOf(service, runs);
  const { model, useCase } = run;
  const { lifecycle } = model.aggregate;
  if (!lifecycle || useCase.useCase.kind !== 'transition')
    throw new Error(`Reaction ${reaction.name} runs ${runs}, which is no transition.`);
  const before = statesBefore(run);
  const state = lifecycle.field;
  const errors = ['NotYetApplicable', ...(field === 'id' ? [] : ['NeverApplicable'])].toSorted();
  return {
    libraries: [`import { once, type Inbox } from '#connectsoft/inbox';`],
    errors,
    own: [repositoryImport(run), useCaseImport(run)],
    declarations: [
      `/** What is read of the event. */\ntype ${dataType} = { ${path}: ${typeOfField(model, field)} };`,
    ],
    dependencies: {
      [model.many]: `${model.type}Repository`,
      inbox: 'Inbox',
      [useCase.name]: `ReturnType<typeof ${useCase.name}>`,
    },
    event: '{ id: event, data }',
    body: block(
      `once(inbox, \`${name}:\${event}\`, async () => {`,
      found(model, field, path),
      `const { id, ${state} } = ${model.one}.state;`,
      `if (${state} === ${literal(useCase.useCase.to)}) return;`,
      before.length > 0 &&
        failing(
          before.length === 1
            ? `${state} === ${literal(before[0])}`
            : `${literal(before)}.includes(${state})`,
          `The ${model.noun} is still \${${state}}`,
        ),
      `await ${useCase.name}(id);`,
      '});',
    ),
  };
};
