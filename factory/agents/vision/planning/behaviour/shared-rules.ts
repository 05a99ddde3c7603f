import { durationText } from '../../../../domain/duration.ts';
import type { PlannedAttribute } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { valuesOf } from '../things.ts';
import { blockedState } from './implied-states.ts';
import { END, START } from './period-words.ts';
import {
  behaviours,
  ensure,
  ensureReference,
  refuse,
  sketchOf,
  type Sketch,
  type Sketches,
} from './sketch.ts';
import { unended } from './unended-states.ts';

/** "a hook, which no other coat has at the same time" */
const sketchExclusive = (sketch: Sketch): void => {
  for (const statement of sketch.thing.statements)
    for (const name of valuesOf([statement], 'exclusive'))
      sketch.rules.push({
        statements: [statement],
        rule: {
          kind: 'unique',
          statement: `No two ${sketch.plural} have the same ${name} at the same time.`,
          attributes: [name],
          states: unended(sketch),
        },
      });
};

export const sketchUnique = (sketch: Sketch, sketches: Sketches): void => {
  sketchExclusive(sketch);
  for (const statement of behaviours(sketch, 'unique')) {
    const names = statement.behaviour.attributes.map((name) => ensureReference(sketches, sketch, name).name);
    const [only] = names;
    const { constraints } = statement;
    if (
      constraints.some(({ kind }) => kind === 'measure') &&
      !sketch.attributes.some(({ name }) => !names.includes(name))
    )
      ensure(sketch, 'value', {
        nature: /price|fee|cost|tariff|salary|charge/.test(sketch.name) ? 'money' : 'quantity',
        origin: 'derived',
      });
    if (
      names.length === 1 &&
      only &&
      sketch.attributes.find(({ name }) => name === only)?.nature === 'text'
    ) {
      const attribute = sketch.attributes.find(({ name }) => name === only);
      if (attribute) attribute.unique = true;
      sketch.assumptions.push(`No two ${sketch.plural} share ${withArticle(only)}: ${statement.text}.`);
      continue;
    }
    const ended = unended(sketch);
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'unique',
        statement: `There is one ${sketch.name} per ${listing(names)}.`,
        attributes: names,
        states: sketch.doing ? ended : [],
      },
    });
  }
};

const timed = (sketch: Sketch, pattern: RegExp): PlannedAttribute | undefined =>
  sketch.attributes.find(
    ({ name, nature }) => (nature === 'date' || nature === 'instant') && pattern.test(name),
  );

/** When a period begins and ends; both are assumed where the text names neither. */
export const periodOf = (sketch: Sketch): { start: PlannedAttribute; end: PlannedAttribute } => {
  const [start, end] = [timed(sketch, START), timed(sketch, END)];
  const nature = start?.nature ?? end?.nature ?? 'instant';
  const name = (word: string) => (nature === 'date' ? `${word} date` : `${word}s at`);
  return {
    start: start ?? ensure(sketch, name('start'), { nature, origin: 'derived' }),
    end: end ?? ensure(sketch, name('end'), { nature, origin: 'derived' }),
  };
};

/** A period ends after it begins, which the text need not say. */
const sketchPeriodOrder = (
  sketch: Sketch,
  statement: Sketch['thing']['statements'][number],
  { start, end }: ReturnType<typeof periodOf>,
): void => {
  const isOrdered = sketch.rules.some(
    ({ rule }) =>
      rule.kind === 'compare' &&
      [start.name, end.name].includes(rule.attribute) &&
      typeof rule.with === 'object' &&
      'attribute' in rule.with &&
      [start.name, end.name].includes(rule.with.attribute),
  );
  if (isOrdered) return;
  sketch.rules.push({
    statements: [statement],
    rule: {
      kind: 'compare',
      statement: `The ${end.name} of ${withArticle(sketch.name)} is after its ${start.name}.`,
      attribute: end.name,
      comparison: 'greater',
      with: { attribute: start.name },
      verbs: [],
    },
  });
};

export const sketchOverlaps = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'no-overlap')) {
    const stated = statement.behaviour.per.map((name) => ensureReference(sketches, sketch, name).name);
    const done = behaviours(sketch, 'doing').map(({ behaviour }) => behaviour.object ?? behaviour.with);
    const booked =
      sketch.attributes.find(({ name, nature }) => name !== sketch.doer && nature === 'reference') ??
      sketch.attributes.find(({ name }) => done.includes(name));
    const per = stated.length > 0 ? stated : booked ? [booked.name] : [];
    const { start, end } = periodOf(sketch);
    sketchPeriodOrder(sketch, statement, { start, end });
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'no-overlap',
        statement: `Two ${sketch.plural}${per.length > 0 ? ` of the same ${listing(per)}` : ''} do not overlap.`,
        per,
        start: start.name,
        end: end.name,
        states: unended(sketch),
      },
    });
  }
};

export const sketchBlocks = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'block')) {
    const { verb, fails, times, within, lasts, from } = statement.behaviour;
    const known = sketch.lifecycle?.states.find((state) => state === blockedState(verb, fails));
    const who =
      sketch.doer ?? (statement.actor ? ensureReference(sketches, sketch, statement.actor).name : undefined);
    if (!known || !who) {
      refuse(sketch, statement, 'The text does not say who is blocked, or for what.');
      continue;
    }
    const verbs = from.length > 0 ? from : [sketch.recordVerb ?? 'add'];
    const whose = sketchOf(sketches, who)?.name ?? who;
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'block',
        statement: `${capitalised(withArticle(whose))} with ${times} ${known} ${sketch.plural} within ${durationText(within)} cannot ${listing(verbs, 'or')} for ${durationText(lasts)}.`,
        verbs,
        per: [who],
        state: known,
        times,
        within,
        lasts,
      },
    });
  }
};
