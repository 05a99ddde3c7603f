import { withArticle } from '../wording.ts';
import {
  behaviours,
  ensure,
  ensureReference,
  type Sketch,
  type Sketches,
  type StatementOf,
} from './sketch.ts';

const MONEY = /^(?:money|cash|amount|funds?|credit|euros?|dollars?|pounds?|francs?|usd|eur|gbp|chf|budget)$/;

/** "an initial amount": it is put in although no clause names a verb for it. */
const isInitial = ({ verb, text, behaviour: { moves } }: StatementOf<'posting'>): boolean =>
  verb === undefined &&
  moves[0]?.verb === 'credit' &&
  /\b(?:initial|starting|opening|original|prepaid|loaded) /i.test(text);

export const sketchLedger = (sketch: Sketch, sketches: Sketches): void => {
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
  if (postings.some(isInitial))
    sketch.assumptions.push(
      `What ${withArticle(sketch.name)} begins with is put in as its first posting, once it was opened.`,
    );
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
