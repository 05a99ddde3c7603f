import type { Requirement, Story } from '../../../../domain/product-plan.ts';

/** Ids of statements, each once. */
export const ids = (statements: readonly { id: string }[]): string[] => [
  ...new Set(statements.map(({ id }) => id)),
];

/** Derived where it says why. */
export const requirement = (
  id: string,
  text: string,
  { statements, because }: { statements: readonly { id: string }[]; because?: string | undefined },
): Requirement => ({
  id,
  text,
  origin: because === undefined ? 'stated' : 'derived',
  ...(because === undefined ? {} : { because }),
  statementIds: ids(statements),
  priority: 'must',
});

/** A story before it has an id. */
export type Wanted = Pick<
  Story,
  'title' | 'role' | 'want' | 'benefit' | 'intent' | 'subject' | 'businessValue'
> & {
  criteria: Omit<Story['criteria'][number], 'id'>[];
};

/** The first story of a requirement; it may serve others, too. */
export const story = (requirementId: string, also: readonly string[], wanted: Wanted): Story => ({
  ...wanted,
  id: `${requirementId}.S1`,
  requirementIds: [requirementId, ...also],
  criteria: wanted.criteria.map((criterion, index) => ({
    id: `${requirementId}.S1.C${index + 1}`,
    ...criterion,
  })),
  priority: 'must',
});
