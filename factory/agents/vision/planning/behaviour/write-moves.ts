import type { Requirement, Story } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import type { Move, Sketch } from './sketch.ts';
import { requirement, roleFor, story, type Draft } from './written.ts';

const refusedIn = (sketch: Sketch, move: Move): string | undefined =>
  sketch.lifecycle?.states.findLast((state) => !move.from.includes(state) && state !== move.to) ??
  (move.from.includes(move.to) ? undefined : move.to);

const moveCriteria = (sketch: Sketch, move: Move, first: boolean): Draft[] => {
  const { name } = sketch;
  const done = stateOfVerb(move.verb);
  const refused = refusedIn(sketch, move);
  return [
    {
      title: `${capitalised(withArticle(`${move.from[0] ?? ''} ${name}`))} becomes ${move.to}`,
      given: `${withArticle(name)} that is ${listing(move.from, 'or')}`,
      when: `a person asks to ${move.verb} it`,
      then: `the ${name} is ${move.to}, and since when is known`,
      check: { kind: 'moved', subject: name, verb: move.verb, to: move.to },
    },
    ...(refused === undefined
      ? []
      : [
          {
            title: `${capitalised(withArticle(`${refused} ${name}`))} cannot be ${done}`,
            given: `${withArticle(name)} that is ${refused}`,
            when: `a person asks to ${move.verb} it`,
            then: `it is refused, and the ${name} is still ${refused}`,
            check: { kind: 'move-refused' as const, subject: name, verb: move.verb, state: refused },
          },
        ]),
    ...(first
      ? [
          {
            title: `Of two people who work on the same ${name}, one is told`,
            given: `${withArticle(name)} that two people have read`,
            when: 'both act on what they read, one after the other',
            then: 'the second is refused, and nothing of the first is lost',
            check: { kind: 'concurrent' as const, subject: name },
          },
        ]
      : []),
  ];
};

export const writeMoves = (
  sketch: Sketch,
  requirementId: string,
): { requirement: Requirement; stories: Story[] } | undefined => {
  const { lifecycle, name } = sketch;
  if (!lifecycle) return undefined;
  const called = lifecycle.moves.filter(({ by }) => by === 'caller');
  const stories = called.map((move, index) =>
    story(
      requirementId,
      index + 1,
      {
        title: `${capitalised(move.verb)} ${withArticle(name)}`,
        role: roleFor(sketch, move.actor),
        want: `${move.verb} ${withArticle(name)}`,
        benefit: `everybody sees that it is ${move.to}`,
        intent: 'move',
        subject: name,
        businessValue: 85,
      },
      moveCriteria(sketch, move, index === 0),
    ),
  );
  const text = `${capitalised(withArticle(name))} is ${listing(lifecycle.states, 'or')}; it begins as ${lifecycle.initial}, and ${listing(lifecycle.moves.map(({ from, to }) => `goes from ${listing(from, 'or')} to ${to}`))}.`;
  return stories.length === 0
    ? undefined
    : {
        requirement: requirement(requirementId, text, [
          ...lifecycle.statements,
          ...lifecycle.moves.flatMap(({ statements }) => statements),
        ]),
        stories,
      };
};
