import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import { capitalised, withArticle } from '../wording.ts';
import { behaviours, findAttribute, refuse, type Sketch, type Sketches } from './sketch.ts';
import { unended } from './unended-states.ts';

const ROOM =
  /(?:^|\s)(?:capacity|seats|places|spots|slots)$|^(?:capacity|maximum|max|limit)(?:\s|$)|\slimit$|^number of (?:\S+ )?(?:seats|places|spots|slots|participants)/;

/** Things that are booked into others: each takes one of their places; where the text compares them (`said`), whatever refers to them. */
const takers = ({ all }: Sketches, container: Sketch, said: boolean): [Sketch, PlannedAttribute][] =>
  all.flatMap((sketch) =>
    sketch.doing
      ? sketch.attributes
          .filter(
            ({ name, refers }) =>
              refers === container.name && (said || sketch.containers?.has(name) === true),
          )
          .map((reference): [Sketch, PlannedAttribute] => [sketch, reference])
      : [],
  );

/** Stated numbers of places. */
const capacitiesOf = (
  sketch: Sketch,
): { statement: Sketch['thing']['statements'][number]; maximum: number }[] => [
  ...behaviours(sketch, 'capacity').flatMap((statement) => {
    const { maximum } = statement.behaviour;
    return typeof maximum === 'number' ? [{ statement, maximum }] : [];
  }),
  ...sketch.thing.statements.flatMap((statement) =>
    statement.constraints
      .filter(({ kind }) => kind === 'capacity')
      .map(({ value }) => ({ statement, maximum: Number(value) })),
  ),
];

/** "no more bookings than seats": "seats" and "number of seats" are the same. */
const roomNamed = (sketch: Sketch, noun: string): PlannedAttribute | undefined =>
  findAttribute(sketch.attributes, noun) ?? findAttribute(sketch.attributes, `number of ${noun}`);

/** The attribute that says how many there is room for, and the statements that say so. */
const roomOf = (sketch: Sketch): { room: PlannedAttribute | undefined; said: Statement[] } => {
  for (const statement of behaviours(sketch, 'capacity')) {
    const { maximum } = statement.behaviour;
    const room = typeof maximum === 'string' ? roomNamed(sketch, maximum) : undefined;
    if (room) return { room, said: [statement] };
    if (typeof maximum === 'string')
      refuse(sketch, statement, `The text does not keep the ${maximum} of ${withArticle(sketch.name)}.`);
  }
  const room = sketch.attributes.find(({ name }) => ROOM.test(name));
  return { room, said: [] };
};

/** "a class has a capacity", "a class holds at most 20 people": a limit for what is booked into it. */
export const sketchCapacities = (sketch: Sketch, sketches: Sketches): void => {
  const { room, said } = roomOf(sketch);
  const owned = takers(sketches, sketch, said.length > 0);
  for (const { statement, maximum } of capacitiesOf(sketch)) {
    if (owned.length === 0) refuse(sketch, statement, 'The text does not say what takes up the places.');
    for (const [taker, reference] of owned)
      taker.rules.push({
        statements: [statement],
        rule: {
          kind: 'limit',
          statement: `${capitalised(withArticle(sketch.name))} has at most ${maximum} ${wordFor(taker)}.`,
          per: [reference.name],
          states: unended(taker),
          maximum,
        },
      });
  }
  if (!room || capacitiesOf(sketch).length > 0) return;
  for (const statement of owned.length === 0 ? said : [])
    refuse(sketch, statement, 'The text does not say what takes up the places.');
  for (const [taker, reference] of owned) {
    room.nature = 'number';
    const kept = sketch.thing.statements.filter(({ attributes }) => attributes.includes(room.name));
    const statements = [...new Set([...kept, ...said])];
    taker.rules.push({
      statements,
      rule: {
        kind: 'limit',
        statement: `${capitalised(withArticle(sketch.name))} has at most as many ${wordFor(taker)} as its ${room.name}.`,
        per: [reference.name],
        states: unended(taker),
        maximum: { attribute: room.name, through: reference.name },
      },
    });
  }
};

const wordFor = (taker: Sketch): string => {
  const [state, ...more] = unended(taker);
  return state !== undefined && more.length === 0 ? `${state} ${taker.plural}` : taker.plural;
};
