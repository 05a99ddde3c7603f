import type { Subject } from '../../../../domain/product-plan.ts';
import { withArticle } from '../wording.ts';
import type { DraftReaction } from './solution.ts';

type Plural = (name: string) => string;

/** "an order is placed", "the stock of books is reserved". */
const causeText = ({ on }: Pick<DraftReaction, 'on'>, plural: Plural): string => {
  if (on.happened === 'reserved') return `the ${plural(on.subject)} that were asked for are reserved`;
  if (on.happened === 'not reserved') return `there are too few ${plural(on.subject)} to reserve`;
  return `${withArticle(on.subject)} is ${on.happened}`;
};

const effectText = (
  { does, on }: Pick<DraftReaction, 'on' | 'does'>,
  subjects: readonly Subject[],
  plural: Plural,
): string => {
  const subject = subjects.find(({ name }) => name === does.subject);
  switch (does.kind) {
    case 'start':
      return `${withArticle(does.subject)} for it is ${subject?.lifecycle?.initial ?? 'begun'}`;
    case 'move':
      return does.subject === on.subject ? `it becomes ${does.to}` : `its ${does.subject} becomes ${does.to}`;
    case 'reserve':
      return `the ${plural(does.subject)} that it asks for are reserved, all of them or none`;
    case 'release':
      return `the ${plural(does.subject)} that were reserved for it are there for others again`;
    case 'ask':
      return `the ${does.system} is asked, and the ${does.subject} becomes ${does.accepted} or ${does.refused}; while the ${does.system} cannot be reached, it is asked again later`;
  }
};

/** One sentence that a person can check: "When an order is placed, …". */
export const reactionText = (
  reaction: Pick<DraftReaction, 'on' | 'does'>,
  subjects: readonly Subject[],
): string => {
  const plural: Plural = (name) => subjects.find((each) => each.name === name)?.plural ?? name;
  return `When ${causeText(reaction, plural)}, ${effectText(reaction, subjects, plural)}.`;
};

/** The same as given and then of a criterion. */
export const reactionParts = (
  reaction: Pick<DraftReaction, 'on' | 'does'>,
  subjects: readonly Subject[],
): { when: string; then: string } => {
  const plural: Plural = (name) => subjects.find((each) => each.name === name)?.plural ?? name;
  return {
    when: causeText(reaction, plural),
    then: `${effectText(reaction, subjects, plural)}; however often the news arrives, it happens once`,
  };
};

/** "Confirm an order when its books are reserved". */
export const reactionTitle = ({ on, does }: Pick<DraftReaction, 'on' | 'does'>): string => {
  const after = `after ${on.subject} ${on.happened}`;
  const titles = {
    start: `Begin ${withArticle(does.subject)}`,
    move: does.kind === 'move' ? `Bring ${withArticle(does.subject)} to ${does.to}` : '',
    reserve: `Reserve from ${does.subject}`,
    release: `Release to ${does.subject}`,
    ask: does.kind === 'ask' ? `Ask the ${does.system} about ${withArticle(does.subject)}` : '',
  };
  return `${titles[does.kind]} ${after}`;
};
