import type { Statement } from '../../../../domain/statement.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { archetypeById } from '../archetypes/choose-archetypes.ts';
import { fillThing, type Cast } from '../archetypes/fill-thing.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { sameThing, valuesOf } from '../things.ts';
import { MESSAGES, pair } from './plan-reactions.ts';

/** Messages that reactions ask for: the thing that is sent, and what is usual for it. */
export type PlannedMessages = {
  things: PlannedThing[];
  chosen: { archetype: Archetype; statement: Statement }[];
  cast: Cast;
};

export const MESSAGE = 'notification';

const asksForMessage = ({ constraints }: Statement): string | undefined =>
  constraints.find(({ kind, value }) => kind.startsWith('then-') && MESSAGES.test(pair(value)[1]))?.value;

/** "the customer is notified": a notification that a mail system sends or refuses, kept where what it is about is kept. */
export const planMessages = (
  statements: readonly Statement[],
  things: readonly PlannedThing[],
  { cast, tagger }: { cast: Cast; tagger: Tagger },
): PlannedMessages => {
  const archetype = archetypeById(MESSAGE);
  const statement = statements.find((each) => asksForMessage(each) !== undefined);
  const cause = statement && valuesOf([statement], 'on')[0];
  const about = cause && things.find(({ subject }) => sameThing(subject.name, pair(cause)[0]));
  if (!archetype || !statement || !about || things.some(({ subject }) => subject.name === MESSAGE))
    return { things: [...things], chosen: [], cast };
  const own: Cast = new Map([[MESSAGE, MESSAGE]]);
  const filled = fillThing(archetype, MESSAGE, { cast: own, statement, plural: tagger.plural });
  const recipient = pair(asksForMessage(statement) ?? '')[0];
  const { service, attributes } = about.subject;
  const known = attributes.find(({ name }) => name === recipient);
  const thing: PlannedThing = {
    ...filled,
    subject: {
      ...filled.subject,
      ...(service ? { service } : {}),
      attributes: filled.subject.attributes.map((each) =>
        each.name === 'recipient' ? (known ?? { ...each, name: recipient }) : each,
      ),
    },
  };
  return { things: [...things, thing], chosen: [{ archetype, statement }], cast: new Map([...cast, ...own]) };
};
