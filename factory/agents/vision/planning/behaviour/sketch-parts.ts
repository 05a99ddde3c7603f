import type { Statement } from '../../../../domain/statement.ts';
import type { StatedBehaviour } from '../../../../domain/stated-behaviour.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { givenAttributes } from '../plan-attributes.ts';
import type { Thing } from '../things.ts';
import { valuesOf } from '../things.ts';
import { withArticle } from '../wording.ts';
import { attributeOf, behaviours, refuse, sketchOf, type Sketch, type Sketches } from './sketch.ts';

/** "lines with quantity and unit price" of an invoice, and "each line has …". */
export const sketchParts = (sketch: Sketch, statements: readonly Statement[], tagger: Tagger): void => {
  for (const statement of behaviours(sketch, 'parts')) {
    const { part, attributes, constraints, required } = statement.behaviour;
    const own = statements.filter(({ object, attributes: more }) => object === part && more.length > 0);
    const described: Thing = {
      name: part,
      doing: false,
      statements: [{ ...statement, attributes, constraints, object: part }, ...own],
    };
    const planned = givenAttributes(described, false).map((attribute) => ({ ...attribute, unique: false }));
    if (planned.length > 0 && !sketch.parts.some(({ name }) => name === part))
      sketch.parts.push({ name: part, plural: tagger.plural(part), attributes: planned, required });
  }
};

/** "the participants": several, each known by its name, or one of the things that are kept. */
export const sketchLists = (sketch: Sketch, sketches: Sketches): void => {
  const { singular, plural } = sketches.tagger;
  for (const value of valuesOf(sketch.thing.statements, 'list')) {
    const name = singular(value);
    const known = sketch.parts.some((part) => part.name === name);
    const other = sketchOf(sketches, name);
    if (known || sketch.attributes.some((attribute) => attribute.name === name)) continue;
    const attribute =
      other && other !== sketch
        ? attributeOf(name, { nature: 'reference', refers: other.name })
        : attributeOf('name', { origin: 'derived' });
    sketch.parts.push({ name, plural: plural(name), attributes: [attribute], required: false });
    if (attribute.refers === undefined)
      sketch.assumptions.push(
        `The text does not say what is known of each ${name} of ${withArticle(sketch.name)}: its name is assumed.`,
      );
  }
};

/** What leads a thing from state to state; parts have no life of their own. */
const LED = new Set<StatedBehaviour['kind']>([
  'moves',
  'states',
  'gate',
  'permission',
  'own',
  'window',
  'expiry',
  'due',
  'frozen',
  'block',
  'doing',
]);

const isLed = ({ behaviour }: Statement): boolean => behaviour !== undefined && LED.has(behaviour.kind);

/** Calculations and bounds that speak of a part belong to the thing whose part it is. */
export const adoptParts = (sketch: Sketch, things: readonly Thing[]): void => {
  const own = new Set(behaviours(sketch, 'parts').map(({ behaviour }) => behaviour.part));
  const adopted = things
    .filter(({ name }) => own.has(name))
    .flatMap(({ statements }) => statements.filter(({ behaviour }) => behaviour !== undefined));
  for (const statement of adopted.filter(isLed))
    refuse(sketch, statement, 'This happens to one part; parts change with the thing that they belong to.');
  const bounds = adopted.filter((statement) => !isLed(statement));
  if (bounds.length > 0)
    sketch.thing = { ...sketch.thing, statements: [...sketch.thing.statements, ...bounds] };
};
