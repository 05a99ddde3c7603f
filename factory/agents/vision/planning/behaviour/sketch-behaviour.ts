import type { Statement } from '../../../../domain/statement.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { givenAttributes } from '../plan-attributes.ts';
import { isUnchangeable } from '../plan-thing.ts';
import { classOf, type Thing } from '../things.ts';
import { sketchLifecycle } from './life-cycle.ts';
import { sketchRules } from './sketch-rules.ts';
import {
  attributeOf,
  behaviours,
  ensure,
  ensureReference,
  sketchOf,
  type Sketch,
  type Sketches,
} from './sketch.ts';

const hasBehaviour = ({ statements }: Thing): boolean =>
  statements.some(({ behaviour }) => behaviour !== undefined);

/** What the text itself gives a thing, before anything is assumed. */
const begin = (thing: Thing, tagger: Tagger): Sketch => ({
  thing,
  name: thing.name,
  plural: tagger.plural(thing.name),
  attributes: givenAttributes(thing, isUnchangeable(thing)),
  parts: [],
  rules: [],
  doing: false,
  containers: new Set(),
  unrealised: [],
  assumptions: [],
});

/** "lines with quantity and unit price" of an invoice, and "each line has …". */
const sketchParts = (sketch: Sketch, statements: readonly Statement[], tagger: Tagger): void => {
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

/** Calculations and bounds that speak of a part belong to the thing whose part it is. */
const adoptParts = (sketch: Sketch, things: readonly Thing[]): void => {
  const own = new Set(behaviours(sketch, 'parts').map(({ behaviour }) => behaviour.part));
  const adopted = things
    .filter(({ name }) => own.has(name))
    .flatMap(({ statements }) => statements.filter(({ behaviour }) => behaviour !== undefined));
  if (adopted.length > 0)
    sketch.thing = { ...sketch.thing, statements: [...sketch.thing.statements, ...adopted] };
};

const MONEY = /^(?:money|cash|amount|funds?|credit|euros?|dollars?|pounds?|francs?|usd|eur|gbp|chf|budget)$/;

const sketchLedger = (sketch: Sketch, sketches: Sketches): void => {
  const postings = behaviours(sketch, 'posting');
  const [first] = postings;
  if (!first) return;
  const statements = [...postings, ...behaviours(sketch, 'balance')];
  const moves = new Map(
    postings.flatMap(({ behaviour }) => behaviour.moves.map((move) => [move.verb, move] as const)),
  );
  const actors = new Map(
    postings.flatMap(({ actor, behaviour }) =>
      actor ? behaviour.moves.map((move) => [move.verb, actor] as const) : [],
    ),
  );
  sketch.attributes = sketch.attributes.filter(({ name }) => !/(?:^|\s)balance$/.test(name));
  const actor = postings.find((each) => each.actor !== undefined)?.actor;
  const given = sketch.attributes.find(({ nature }) => nature === 'text' || nature === 'reference');
  const owner =
    actor && actor !== sketch.name
      ? ensureReference(sketches, sketch, actor)
      : (given ?? ensure(sketch, 'owner', { origin: 'derived' }));
  if (owner.nature === 'text' && owner.name === actor && given === undefined) owner.unique = true;
  const { unit } = first.behaviour;
  const plural = sketches.tagger.plural(unit);
  sketch.recordVerb = 'open';
  sketch.ledger = {
    unit: MONEY.test(unit) && unit !== 'credit' ? unit : plural,
    decimal: MONEY.test(unit) && unit !== 'credit',
    owner: owner.name,
    moves: [...moves.values()],
    statements,
    actors,
  };
};

/** Doings that many do with the same thing. */
const JOINS = /^(?:enrol|enroll|register|subscribe|sign up|join|attend|volunteer|apply)$/;

/** "members book a place in a class": who, and what with. */
const sketchDoing = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'doing')) {
    const { verb, object, within, with: other } = statement.behaviour;
    sketch.recordVerb ??= verb;
    if (statement.actor && statement.actor !== sketch.name)
      sketch.doer ??= ensureReference(sketches, sketch, statement.actor).name;
    const kept = (name: string | undefined) =>
      name !== undefined && sketchOf(sketches, name) !== undefined && sketchOf(sketches, name) !== sketch;
    const stewarded = sketch.thing.statements.some((each) =>
      ['change', 'remove', 'maintain'].includes(classOf(each) ?? ''),
    );
    sketch.doing ||= !stewarded;
    // "a place in a class": one of what the class has, where only the class is kept.
    for (const name of kept(within) && !kept(object) ? [within, other] : [object, within, other])
      if (name !== undefined && name !== sketch.name) {
        const reference = ensureReference(sketches, sketch, name);
        if (name === within || JOINS.test(verb)) sketch.containers?.add(reference.name);
      }
  }
};

/** Attributes that name another thing of the plan refer to it. */
const sketchReferences = (sketch: Sketch, { all }: Sketches): void => {
  for (const attribute of [...sketch.attributes, ...sketch.parts.flatMap(({ attributes }) => attributes)]) {
    const other = all.find(({ name }) => name === attribute.name);
    if (!other || other === sketch || attribute.nature !== 'text' || attribute.unique) continue;
    attribute.nature = 'reference';
    attribute.refers = other.name;
  }
};

/** What is booked or referred to must be told apart by a person. */
const nameReferred = (sketch: Sketch, { all }: Sketches): void => {
  const referred = all.some(({ attributes, parts }) =>
    [...attributes, ...parts.flatMap((part) => part.attributes)].some(({ refers }) => refers === sketch.name),
  );
  const told = sketch.attributes.some(({ nature, refers }) => nature === 'text' || refers !== undefined);
  if (referred && !told && !sketch.ledger)
    sketch.attributes.unshift(attributeOf('name', { origin: 'derived' }));
};

/** Something must be known of a thing. */
const nameNameless = ({ attributes, parts, ledger }: Sketch): void => {
  if (ledger || attributes.some(({ computed }) => !computed)) return;
  if (parts.length > 0 && attributes.length > 0) return;
  attributes.unshift(
    attributeOf('name', { origin: 'derived' }),
    attributeOf('description', { required: false, origin: 'derived' }),
  );
};

export type SketchedBehaviour = {
  /** The behaviour of a thing, where the text gives it any. */
  of: (name: string) => Sketch | undefined;
  /** Names of parts: they are no things of their own. */
  parts: ReadonlySet<string>;
};

/** Works out the behaviour of all things of a plan together: rules of one need attributes of another. */
export const sketchBehaviour = (things: readonly Thing[], tagger: Tagger): SketchedBehaviour => {
  const statements = things.flatMap((thing) => thing.statements);
  const parts = new Set(
    statements.flatMap(({ behaviour }) => (behaviour?.kind === 'parts' ? [behaviour.part] : [])),
  );
  const all = things.filter(({ name }) => !parts.has(name)).map((thing) => begin(thing, tagger));
  for (const sketch of all) adoptParts(sketch, things);
  const sketches: Sketches = { all, tagger };
  for (const sketch of all) sketchParts(sketch, statements, tagger);
  for (const sketch of all) sketchReferences(sketch, sketches);
  for (const sketch of all) sketchLedger(sketch, sketches);
  for (const sketch of all) sketchDoing(sketch, sketches);
  for (const sketch of all) sketchLifecycle(sketch, sketches);
  for (const sketch of all) sketchRules(sketch, sketches);
  for (const sketch of all) nameReferred(sketch, sketches);
  for (const sketch of all) nameNameless(sketch);
  const isReferred = ({ name }: Sketch) =>
    all.some(({ attributes, doing }) => doing && attributes.some(({ refers }) => refers === name));
  const touched = all.filter(
    (sketch) =>
      hasBehaviour(sketch.thing) ||
      sketch.lifecycle !== undefined ||
      sketch.rules.length > 0 ||
      sketch.attributes.some(({ nature }) => nature === 'reference') ||
      isReferred(sketch),
  );
  return { of: (name) => touched.find((sketch) => sketch.name === name), parts };
};

/** Behaviour that the plan cannot uphold, with the reason. */
export const plannedReasons = (
  things: readonly { behaviour?: Sketch }[],
): { text: string; reason: string }[] =>
  things.flatMap(({ behaviour }) =>
    (behaviour?.unrealised ?? []).map(({ statement, reason }) => ({ text: statement.text, reason })),
  );

/** Behaviour that was read and became neither requirement nor a reason why not: nothing is dropped in silence. */
export const uncitedBehaviour = (
  statements: readonly Statement[],
  requirements: readonly { statementIds: string[] }[],
  things: readonly { behaviour?: Sketch }[],
): { text: string; reason: string }[] => {
  const cited = new Set(requirements.flatMap(({ statementIds }) => statementIds));
  const refused = new Set(
    things.flatMap(({ behaviour }) => (behaviour?.unrealised ?? []).map(({ statement }) => statement.id)),
  );
  return statements
    .filter(({ id, behaviour }) => behaviour !== undefined && !cited.has(id) && !refused.has(id))
    .map(({ text }) => ({
      text,
      reason: 'The planner found nothing in the plan that this could belong to.',
    }));
};
