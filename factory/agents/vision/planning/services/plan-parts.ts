import type { Statement } from '../../../../domain/statement.ts';
import { archetypeOfPart } from '../../../../knowledge/archetypes/named-archetype.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { thingName } from '../archetypes/choose-archetypes.ts';
import { completeThing } from '../archetypes/complete-thing.ts';
import { fillThing, type Cast } from '../archetypes/fill-thing.ts';
import type { PlannedThing, Want } from '../plan-thing.ts';
import { sameThing, valuesOf } from '../things.ts';
import { withArticle } from '../wording.ts';
import type { SolutionPart } from './solution.ts';

const KEEPS = 'whatever is kept must be put in, looked at, corrected and removed';

const textAttribute = (name: string, required: boolean) => ({
  name,
  nature: 'text' as const,
  choices: [],
  required,
  unique: false,
  computed: false,
  origin: 'derived' as const,
});

const derivedThing = (name: string, statement: Statement, tagger: Tagger): PlannedThing => {
  const want = (intent: Want['intent']): Want => ({ intent, statements: [statement], because: KEEPS });
  return {
    subject: {
      name,
      plural: tagger.plural(name),
      unchangeable: false,
      attributes: [textAttribute('name', true), textAttribute('description', false)],
      parts: [],
    },
    wants: [want('record'), want('view'), want('change'), want('remove'), want('find')],
    verb: 'add',
    filters: ['name'],
    formats: ['csv', 'ndjson'],
    actors: new Map(),
    assumptions: [
      `The text does not say what is known of ${withArticle(name)}: name and description are assumed.`,
    ],
  };
};

const common = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length, 4);
  return length >= 3 && one.slice(0, length) === other.slice(0, length);
};

/** Whether a thing is what a part is named after: "shipment" of "shipping", "order" of "order management". */
const isNamesake = (part: SolutionPart, thing: string, tagger: Tagger): boolean => {
  const name = tagger.singular(part.name);
  const archetype = part.archetype ?? archetypeOfPart(part.name, tagger);
  return sameThing(name, thing) || (archetype?.words.includes(thing) ?? false) || common(name, thing);
};

const statedService = (
  thing: PlannedThing,
  parts: readonly SolutionPart[],
  tagger: Tagger,
): string | undefined => {
  const statements = thing.wants.flatMap((want) => want.statements);
  const [inside] = valuesOf(statements, 'in-service');
  const part = inside && parts.find(({ name }) => tagger.singular(name) === tagger.singular(inside));
  return part ? part.slug : parts.find((each) => isNamesake(each, thing.subject.name, tagger))?.slug;
};

const inService = (thing: PlannedThing, service: string): PlannedThing => ({
  ...thing,
  subject: { ...thing.subject, service },
});

export type PartThings = { things: PlannedThing[]; cast: Cast; assumptions: string[] };

/** Names that reactions speak of and nothing else describes. */
export const mentionedThings = (statements: readonly Statement[]): string[] => [
  ...new Set(
    ['on', 'then-a', 'then-the', 'handled'].flatMap((kind) =>
      valuesOf(statements, kind).map((value) => value.slice(0, value.indexOf(': '))),
    ),
  ),
];

/** The things of every part: as the text says, filled in from what is usual, or with the least that a thing needs. */
export const planParts = (
  parts: readonly SolutionPart[],
  stated: readonly PlannedThing[],
  { statements, product, tagger }: { statements: readonly Statement[]; product?: string; tagger: Tagger },
): PartThings => {
  const placed = stated.map((thing) => {
    const service = statedService(thing, parts, tagger);
    return service ? inService(thing, service) : thing;
  });
  const homeless = placed.filter(({ subject }) => subject.service === undefined);
  const named = parts.map((part) => {
    const own = placed.filter(({ subject }) => subject.service === part.slug);
    const namesake = own.find(({ subject }) => isNamesake(part, subject.name, tagger)) ?? own.at(0);
    const usual = part.archetype ? thingName(part.archetype, part.name, product, tagger) : undefined;
    const adopted = part.archetype ? homeless.find(({ subject }) => subject.name === usual) : undefined;
    const mentioned = mentionedThings(statements).find(
      (name) => isNamesake(part, name, tagger) && !placed.some(({ subject }) => subject.name === name),
    );
    const name = (namesake ?? adopted)?.subject.name ?? usual ?? mentioned ?? tagger.singular(part.name);
    return { part, name, known: namesake ?? adopted };
  });
  const cast: Cast = new Map(
    named.flatMap(({ part, name }) => (part.archetype ? [[part.archetype.id, name] as const] : [])),
  );
  const ownThings = named.map(({ part, name, known }) => {
    const filled = part.archetype
      ? fillThing(part.archetype, name, { cast, statement: part.statement, plural: tagger.plural })
      : undefined;
    const thing =
      known && filled && part.archetype
        ? completeThing(known, filled, part.archetype)
        : (known ?? filled ?? derivedThing(name, part.statement, tagger));
    return inService(thing, part.slug);
  });
  const taken = new Set(ownThings.map(({ subject }) => subject.name));
  const first = parts[0]?.slug ?? '';
  const others = placed
    .filter(({ subject }) => !taken.has(subject.name))
    .map((thing) => (thing.subject.service ? thing : inService(thing, first)));
  return {
    things: [...ownThings, ...others],
    cast,
    assumptions: homeless
      .filter(({ subject }) => !taken.has(subject.name))
      .map(
        ({ subject }) =>
          `The text does not say which service keeps ${subject.plural}: ${parts[0]?.name ?? ''} is assumed.`,
      ),
  };
};
