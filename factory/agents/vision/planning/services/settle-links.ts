import type { PlannedAttribute, Subject } from '../../../../domain/product-plan.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { withArticle } from '../wording.ts';
import { changeSubject, changeThing, subjectOf, type DraftReaction } from './solution.ts';

type Settled = { things: PlannedThing[]; assumptions: string[] };

const reference = (name: string): PlannedAttribute => ({
  name,
  nature: 'reference',
  choices: [],
  refers: name,
  required: true,
  unique: false,
  computed: false,
  origin: 'derived',
});

const refersTo = (subject: Subject, name: string): boolean =>
  [subject.attributes, ...subject.parts.map(({ attributes }) => attributes)].some((attributes) =>
    attributes.some(({ refers }) => refers === name),
  );

/** "an order" among the attributes of a payment becomes the reference to one. */
const link = (subject: Subject, name: string): Subject => {
  const named = subject.attributes.some((each) => each.name === name);
  return {
    ...subject,
    attributes: named
      ? subject.attributes.map((each) =>
          each.name === name ? { ...each, nature: 'reference', refers: name, choices: [] } : each,
        )
      : [...subject.attributes, reference(name)],
  };
};

const addLink = ({ things, assumptions }: Settled, from: string, to: string, why: string): Settled => ({
  things: changeSubject(things, from, (subject) => link(subject, to)),
  assumptions: [
    ...assumptions,
    `${withArticle(from)} names its ${to}, because ${why}.`.replace(/^./, (first) => first.toUpperCase()),
  ],
});

/** What a thing that begins by itself cannot know yet is optional; what nobody named is left out. */
const loosen = (settled: Settled, started: string, source: Subject): Settled => {
  const missing = (attribute: PlannedAttribute) =>
    attribute.required &&
    !attribute.computed &&
    attribute.refers !== source.name &&
    !source.attributes.some(({ name, required }) => name === attribute.name && required);
  const subject = subjectOf(settled.things, started);
  const unknown = (subject?.attributes ?? []).filter(missing);
  if (unknown.length === 0) return settled;
  const stated = unknown.filter(({ origin }) => origin === 'stated').map(({ name }) => name);
  return {
    things: changeThing(settled.things, started, (thing) => ({
      ...thing,
      filters: thing.filters.filter(
        (filter) => !unknown.some(({ name, origin }) => name === filter && origin === 'derived'),
      ),
      subject: {
        ...thing.subject,
        attributes: thing.subject.attributes
          .filter((each) => !unknown.includes(each) || each.origin === 'stated')
          .map((each) => (unknown.includes(each) ? { ...each, required: false } : each)),
      },
    })),
    assumptions: [
      ...settled.assumptions,
      ...stated.map((name) =>
        `${withArticle(started)} that begins by itself may have no ${name} yet.`.replace(/^./, (first) =>
          first.toUpperCase(),
        ),
      ),
    ],
  };
};

const PART_OF_STOCK = (target: string): Subject['parts'][number] => ({
  name: 'line',
  plural: 'lines',
  attributes: [{ ...reference(target) }, { ...reference('quantity'), nature: 'number', refers: undefined }],
  required: true,
});

/** What is known of a thing besides its lines; of one of which nothing else is known, who makes it. */
const besidesLines = ({ subject, actors }: PlannedThing): PlannedAttribute[] => {
  const rest = subject.attributes.filter(({ name }) => name !== 'line');
  return rest.length > 0
    ? rest
    : [{ ...reference(actors.get('record') ?? 'name'), nature: 'text', refers: undefined }];
};

const withQuantities = (settled: Settled, from: string, target: string): Settled => {
  const subject = subjectOf(settled.things, from);
  if (!subject) return settled;
  const asks = subject.parts.some(
    ({ attributes }) =>
      attributes.some(({ refers }) => refers === target) &&
      attributes.some(({ nature }) => nature === 'number'),
  );
  if (asks) return settled;
  return {
    things: changeThing(settled.things, from, (thing) => ({
      ...thing,
      filters: thing.filters.filter((name) => name !== 'line'),
      subject: {
        ...thing.subject,
        attributes: besidesLines(thing),
        parts: [...thing.subject.parts, PART_OF_STOCK(target)],
      },
    })),
    assumptions: [
      ...settled.assumptions,
      `${withArticle(from)} has lines with ${withArticle(target)} and a quantity, because an amount of them is reserved.`.replace(
        /^./,
        (first) => first.toUpperCase(),
      ),
    ],
  };
};

/** References that reactions go along: what is started names what it began with, what is moved is named. */
export const settleLinks = (
  things: readonly PlannedThing[],
  reactions: readonly DraftReaction[],
): Settled => {
  let settled: Settled = { things: [...things], assumptions: [] };
  const ordered = reactions.toSorted(
    (one, other) => Number(other.does.kind === 'start') - Number(one.does.kind === 'start'),
  );
  for (const { on, does } of ordered) {
    const [from, to] = [subjectOf(settled.things, on.subject), subjectOf(settled.things, does.subject)];
    if (!from || !to || from.name === to.name) continue;
    if (does.kind === 'start') {
      if (!refersTo(to, from.name)) settled = addLink(settled, to.name, from.name, 'it begins with it');
      settled = loosen(settled, to.name, from);
    } else if (does.kind === 'move' && !refersTo(from, to.name) && !refersTo(to, from.name)) {
      settled = addLink(settled, from.name, to.name, 'one must know the other for that');
    } else if (does.kind === 'reserve') {
      settled = withQuantities(settled, from.name, to.name);
    }
  }
  return settled;
};
