import { serverFields } from '../../../domain/aggregate.ts';
import type { ExternalSystem, ReactionOf } from '../../../domain/reaction.ts';
import { fieldMember } from '../identifiers.ts';
import { block } from '../source-text.ts';
import { repositoryImport, useCaseImport, type ReactionCode } from './reaction-code.ts';
import { runOf, systemNames, type ReactionModel } from './reaction-model.ts';

export const systemNamed = ({ service }: Pick<ReactionModel, 'service'>, name: string): ExternalSystem => {
  const found = service.externalSystems.find((system) => system.name === name);
  if (!found) throw new Error(`A reaction of ${service.name} asks ${name}, which is no external system.`);
  return found;
};

/** Asks an external system about the aggregate of an own event, and does what it answers. */
export const askReaction = (reactionModel: ReactionModel<ReactionOf<'ask'>>): ReactionCode => {
  const { reaction, service, name } = reactionModel;
  const system = systemNamed(reactionModel, reaction.does.system);
  const { type, one: port, file } = systemNames(system.name);
  const accepted = runOf(service, reaction.does.accepted);
  const refused = runOf(service, reaction.does.refused);
  const { model } = accepted;
  const known = new Set([
    'id',
    'recordedAt',
    ...[...model.aggregate.fields, ...serverFields(model.aggregate)].map((field) => field.name),
  ]);
  const unknown = system.fields.find((field) => !known.has(field));
  if (unknown)
    throw new Error(`${system.name} is told ${unknown}, which ${model.aggregate.name} does not have.`);
  const isOne = accepted.useCase.name === refused.useCase.name;
  const decide = `await ${port}.${system.operation}({ ${system.fields.map(fieldMember).join(', ')} }, \`event:\${event}\`)`;
  return {
    libraries: [`import { once, type Inbox } from '#connectsoft/inbox';`],
    errors: ['NeverApplicable'],
    own: [
      repositoryImport({ model }),
      `import type { ${type} } from '../ports/${file}.ts';`,
      useCaseImport(accepted),
      useCaseImport(refused),
    ],
    declarations: [],
    dependencies: {
      [model.many]: `${model.type}Repository`,
      inbox: 'Inbox',
      [port]: type,
      [accepted.useCase.name]: `ReturnType<typeof ${accepted.useCase.name}>`,
      [refused.useCase.name]: `ReturnType<typeof ${refused.useCase.name}>`,
    },
    event: '{ id: event, subject }',
    body: block(
      `once(inbox, \`${name}:\${event}\`, async () => {`,
      `const ${model.one} = await ${model.many}.find(subject);`,
      `if (!${model.one}) throw new NeverApplicable(\`There is no ${model.noun} \${subject} any more\`);`,
      `const { ${system.fields.map(fieldMember).join(', ')} } = ${model.one}.state;`,
      ...(isOne
        ? [`${decide};`, `await ${accepted.useCase.name}(subject);`]
        : [
            `const { accepted } = ${decide};`,
            `await (accepted ? ${accepted.useCase.name}(subject) : ${refused.useCase.name}(subject));`,
          ]),
      '});',
    ),
  };
};
