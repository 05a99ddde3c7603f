import { durationText } from '../../../../domain/duration.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { anchorOf, anchorText } from './anchors.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { finalStates } from './life-cycle.ts';
import { behaviours, refuse, type Sketch, type Sketches } from './sketch.ts';

/** "made", "placed", "created": put in. */
const doneBy = ({ recordVerb, lifecycle }: Sketch, verb: string): string =>
  /^(?:make|place|create|submit|book|add|record|enter)$/.test(verb) &&
  !lifecycle?.moves.some((move) => move.verb === verb)
    ? (recordVerb ?? 'add')
    : verb;

export const sketchWindows = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'window')) {
    const { allowed, offset, anchor: phrase } = statement.behaviour;
    const verbs = statement.behaviour.verbs.map((verb) => doneBy(sketch, verb));
    const anchor = anchorOf(
      sketch,
      sketches,
      phrase ?? (offset?.direction === 'after' ? 'creation' : undefined),
    );
    const known = verbs.every(
      (verb) =>
        verb === (sketch.recordVerb ?? 'add') ||
        sketch.lifecycle?.moves.some((move) => move.verb === verb) ||
        /^(?:change|edit|update|modify|remove|delete|correct)$/.test(verb),
    );
    if (!anchor || !known) {
      refuse(sketch, statement, 'The text does not say which moment this hangs on.');
      continue;
    }
    if (
      'state' in anchor &&
      allowed === 'until' &&
      offset === undefined &&
      sketch.lifecycle &&
      finalStates(sketch.lifecycle).length > 0
    ) {
      // "until it was shipped": the state itself forbids it.
      sketch.lifecycle.statements.push(statement);
      for (const move of sketch.lifecycle.moves)
        if (verbs.includes(move.verb)) move.from = move.from.filter((state) => state !== anchor.state);
      continue;
    }
    const distance = offset ? `${durationText(offset.duration)} ${offset.direction} ` : '';
    sketch.rules.push({
      statements: [statement],
      rule: {
        kind: 'window',
        statement: `${capitalised(withArticle(sketch.name))} can be ${listing(verbs.map(stateOfVerb), 'or')} ${allowed} ${distance}${anchorText(sketch, anchor)}.`,
        verbs,
        allowed,
        ...(offset ? { offset } : {}),
        anchor,
      },
    });
  }
};
