import type { PlannedReaction } from '../../../../domain/planned-reaction.ts';
import type { Subject } from '../../../../domain/product-plan.ts';
import { withArticle } from '../wording.ts';
import { processesOf } from './find-processes.ts';
import { reactionParts, reactionText, reactionTitle } from './reaction-words.ts';
import type { Solution } from './solution.ts';
import { ids, requirement, story, type Wanted } from './write-story.ts';

const reactionStory = (reaction: PlannedReaction, subjects: readonly Subject[]): Wanted => {
  const { when, then } = reactionParts(reaction, subjects);
  return {
    title: reactionTitle(reaction),
    role: `person who works with ${subjects.find(({ name }) => name === reaction.does.subject)?.plural ?? reaction.does.subject}`,
    want: `rely on this: ${reaction.statement.charAt(0).toLowerCase()}${reaction.statement.slice(1, -1)}`,
    benefit: 'nobody has to carry the news from one to the other',
    intent: 'react',
    subject: reaction.does.subject,
    businessValue: 85,
    criteria: [
      {
        title: reaction.statement.slice(0, -1),
        given: `${withArticle(reaction.on.subject)} that is kept`,
        when,
        then,
        check: { kind: 'reacted', subject: reaction.does.subject, reaction: reaction.id },
      },
    ],
  };
};

/** Reactions with their requirements, the processes they add up to, and a story for each. */
export const writeReactions = (solution: Solution, first: number) => {
  const subjects = solution.things.map(({ subject }) => subject);
  const reactions = solution.reactions.map((draft, index): PlannedReaction => ({
    id: `W${index + 1}`,
    statement: reactionText(draft, subjects),
    requirementId: `R${first + index}`,
    statementIds: ids(draft.statements),
    on: draft.on,
    does: draft.does,
  }));
  const requirements = reactions.map((each, index) =>
    requirement(each.requirementId, each.statement, solution.reactions[index] ?? { statements: [] }),
  );
  const processes = processesOf(solution.reactions, subjects).map(({ text, members }, index) => {
    const own = members.flatMap((member) => solution.reactions[member] ?? []);
    const stated = own.every(({ because }) => because === undefined);
    return {
      members,
      requirement: requirement(`R${first + reactions.length + index}`, text, {
        statements: own.flatMap(({ statements }) => statements),
        because: stated
          ? undefined
          : 'what happens to one thing is the beginning of what happens to the next',
      }),
    };
  });
  const stories = reactions.map((each, index) =>
    story(
      each.requirementId,
      processes.filter(({ members }) => members.includes(index)).map((process) => process.requirement.id),
      reactionStory(each, subjects),
    ),
  );
  return {
    reactions,
    requirements: [...requirements, ...processes.map((each) => each.requirement)],
    stories,
  };
};
