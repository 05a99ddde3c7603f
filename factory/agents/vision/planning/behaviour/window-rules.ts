import { durationText } from '../../../../domain/duration.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { anchorOf, anchorText, type Anchor } from './anchors.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { behaviours, refuse, type Sketch, type Sketches, type StatementOf } from './sketch.ts';

/** "made", "placed", "created": put in. */
const doneBy = ({ recordVerb, lifecycle }: Sketch, verb: string): string =>
  /^(?:make|place|create|submit|book|add|record|enter)$/.test(verb) &&
  !lifecycle?.moves.some((move) => move.verb === verb)
    ? (recordVerb ?? 'add')
    : verb;

const isKnown = ({ recordVerb, lifecycle }: Sketch, verb: string): boolean =>
  verb === (recordVerb ?? 'add') ||
  lifecycle?.moves.some((move) => move.verb === verb) === true ||
  /^(?:change|edit|update|modify|remove|delete|correct)$/.test(verb);

/** "until it was shipped": the state itself forbids it. */
const closeBy = (
  sketch: Sketch,
  statement: StatementOf<'window'>,
  anchor: Anchor,
  verbs: readonly string[],
): boolean => {
  const { lifecycle } = sketch;
  const { allowed, offset } = statement.behaviour;
  if (!('state' in anchor) || allowed !== 'until' || offset !== undefined || !lifecycle) return false;
  lifecycle.statements.push(statement);
  for (const move of lifecycle.moves)
    if (verbs.includes(move.verb)) move.from = move.from.filter((state) => state !== anchor.state);
  return true;
};

const writeWindow = (
  sketch: Sketch,
  statement: StatementOf<'window'>,
  anchor: Anchor,
  verbs: string[],
): void => {
  const { allowed, offset } = statement.behaviour;
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
};

/** "submitted within 20 minutes of starting": what begins with it cannot come before it. */
const isBegunLater = (sketch: Sketch, { behaviour }: StatementOf<'window'>, anchor: Anchor): boolean =>
  behaviour.offset?.direction === 'after' &&
  'attribute' in anchor &&
  anchor.through === undefined &&
  behaviour.verbs.some((verb) => doneBy(sketch, verb) !== verb);

export const sketchWindows = (sketch: Sketch, sketches: Sketches): void => {
  for (const statement of behaviours(sketch, 'window')) {
    const { offset, anchor: phrase } = statement.behaviour;
    const verbs = statement.behaviour.verbs.map((verb) => doneBy(sketch, verb));
    const made = offset?.direction === 'after' ? 'creation' : undefined;
    const anchor = anchorOf(sketch, sketches, phrase ?? made);
    if (anchor && isBegunLater(sketch, statement, anchor))
      refuse(
        sketch,
        statement,
        'This ends what has begun; the plan knows no step of it that could come too late.',
      );
    else if (!anchor || !verbs.every((verb) => isKnown(sketch, verb)))
      refuse(sketch, statement, 'The text does not say which moment this hangs on.');
    else if (!closeBy(sketch, statement, anchor, verbs)) writeWindow(sketch, statement, anchor, verbs);
  }
};
