import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { natureOf } from '../attribute-nature.ts';
import { capitalised, withArticle } from '../wording.ts';
import { behaviours, refuse, type Sketch, type Sketches } from './sketch.ts';
import { unended } from './unended-states.ts';

const ROOM =
  /(?:^|\s)(?:capacity|seats|places|spots|slots)$|^(?:capacity|maximum|max|limit)(?:\s|$)|\slimit$|^number of (?:\S+ )?(?:seats|places|spots|slots|participants)/;

/** Things that are booked into others: each takes one of their places. */
const takers = ({ all }: Sketches, container: Sketch): [Sketch, PlannedAttribute][] =>
  all.flatMap((sketch) =>
    sketch.doing
      ? sketch.attributes
          .filter(({ name, refers }) => refers === container.name && sketch.containers?.has(name) === true)
          .map((reference): [Sketch, PlannedAttribute] => [sketch, reference])
      : [],
  );

/** Stated numbers of places. */
const capacitiesOf = (
  sketch: Sketch,
): { statement: Sketch['thing']['statements'][number]; maximum: number }[] => [
  ...behaviours(sketch, 'capacity').map((statement) => ({ statement, maximum: statement.behaviour.maximum })),
  ...sketch.thing.statements.flatMap((statement) =>
    statement.constraints
      .filter(({ kind }) => kind === 'capacity')
      .map(({ value }) => ({ statement, maximum: Number(value) })),
  ),
];

/** "a class has a capacity", "a class holds at most 20 people": a limit for what is booked into it. */
export const sketchCapacities = (sketch: Sketch, sketches: Sketches): void => {
  const owned = takers(sketches, sketch);
  const room = sketch.attributes.find(
    ({ name }) => ROOM.test(name) && (natureOf(name) === 'number' || ROOM.test(name)),
  );
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
  for (const [taker, reference] of owned) {
    room.nature = 'number';
    const statements = sketch.thing.statements.filter(({ attributes }) => attributes.includes(room.name));
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
