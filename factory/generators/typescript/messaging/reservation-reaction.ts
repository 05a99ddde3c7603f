import type { ReactionOf } from '../../../domain/reaction.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { block } from '../source-text.ts';
import { eventFactory } from '../domain/event-file.ts';
import { repositoryImport, type ReactionCode } from './reaction-code.ts';
import { declaredEvent, reservableOf, type ReactionModel } from './reaction-model.ts';

type Quantities = ReactionOf<'reserve'>['does'] | ReactionOf<'release'>['does'];

const emittedBy = (does: Quantities): string[] =>
  does.kind === 'reserve' ? [does.reserved, does.refused] : [does.released];

const started = ({ list, item, quantity }: Quantities): string =>
  `const wanted = summed(data.${list}.map((part) => ({ id: part.${item}, quantity: part.${quantity} })));`;

const reserving = (many: string, reserved: string, refused: string): string[] => [
  `const refusal = await reserveAll(${many}, subject, wanted);`,
  'await inbox.remember(key, [',
  `refusal === undefined ? ${reserved}(subject, wanted) : ${refused}(subject, wanted, refusal),`,
  ']);',
];

const releasing = (many: string, released: string): string[] => [
  `const items = await releaseAll(${many}, subject, wanted.map((each) => each.id));`,
  `await inbox.remember(key, items.length > 0 ? [${released}(subject, items)] : []);`,
];

/**
 * Puts amounts aside under the event's subject, or gives them back. Each aggregate changes in a transaction of its own, under a
 * key that makes a repetition harmless; what came of it is remembered and told at the end, once.
 */
export const reservationReaction = ({
  reaction,
  service,
  name,
  dataType,
}: ReactionModel<ReactionOf<'reserve'> | ReactionOf<'release'>>): ReactionCode => {
  const does: Quantities = reaction.does;
  const model = reservableOf(service, does.aggregate);
  const events = emittedBy(does).map((event) => declaredEvent(service, event));
  const [first = '', second = ''] = events.map(eventFactory);
  const functions = does.kind === 'reserve' ? 'reserveAll, summed' : 'releaseAll, summed';
  return {
    libraries: [
      `import type { Inbox } from '#connectsoft/inbox';`,
      `import { ${functions} } from '#connectsoft/reservation';`,
    ],
    errors: [],
    own: [
      repositoryImport({ model }),
      ...events.map(
        (event) =>
          `import { ${eventFactory(event)} } from '../../domain/${model.folder}/${kebabCase(event.name)}.ts';`,
      ),
    ],
    declarations: [
      `/** What is read of the event. */\ntype ${dataType} = { ${does.list}: { ${does.item}: string; ${does.quantity}: number }[] };`,
    ],
    dependencies: { [model.many]: `${model.type}Repository`, inbox: 'Inbox' },
    event: '{ id, subject, data }',
    body: block(
      '{',
      `const key = \`${name}:\${id}\`;`,
      'if (await inbox.has(key)) return;',
      started(does),
      ...(does.kind === 'reserve' ? reserving(model.many, first, second) : releasing(model.many, first)),
      '};',
    ),
  };
};
