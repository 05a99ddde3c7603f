import type { Criterion, Requirement, Story } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { Sketch } from './sketch.ts';

export type Draft = Omit<Criterion, 'id'>;

const numbered = (storyId: string, drafts: readonly Draft[]): Criterion[] =>
  drafts.map((draft, index) => ({ id: `${storyId}.C${index + 1}`, ...draft }));

export const idsOf = (statements: readonly Statement[]): string[] => [
  ...new Set(statements.map(({ id }) => id)),
];

export const requirement = (id: string, text: string, statements: readonly Statement[]): Requirement => ({
  id,
  text,
  origin: 'stated',
  statementIds: idsOf(statements),
  priority: 'must',
});

export const story = (
  requirementId: string,
  number: number,
  fields: Pick<Story, 'title' | 'role' | 'want' | 'benefit' | 'intent' | 'subject' | 'businessValue'>,
  drafts: readonly Draft[],
): Story => {
  const id = `${requirementId}.S${number}`;
  return { id, ...fields, requirementIds: [requirementId], criteria: numbered(id, drafts), priority: 'must' };
};

export const roleFor = (sketch: Sketch, actor: string | undefined): string =>
  actor ?? `person who works with ${sketch.plural}`;
