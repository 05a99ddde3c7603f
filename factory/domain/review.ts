import { z } from 'zod';

import { artifactSchema } from './artifact.ts';
import { decisionKindSchema, decisionSchema, type Decision } from './decision.ts';
import { failureSchema } from './failure.ts';
import { roleSchema, type Role } from './role.ts';
import { stageSchema } from './stage.ts';

const evidenceSchema = artifactSchema.pick({ path: true, sha256: true });

/** What a person is shown. Its hash is what a decision is bound to. */
export const subjectSchema = z.strictObject({
  title: z.string().min(1).max(300).describe('One line: what is asked.'),
  failure: failureSchema.optional().describe('What went wrong; absent for an approval.'),
  tries: z.number().int().nonnegative().describe('Tries or rounds before somebody was asked.'),
  evidence: z.array(evidenceSchema).describe('Artifacts to look at, sorted by path.'),
});
export type Subject = z.infer<typeof subjectSchema>;

/** A question to a person. It waits for as long as it takes; the project goes on with what does not depend on it. */
export const reviewSchema = z.strictObject({
  id: z
    .string()
    .regex(/^r-[0-9a-f]{10}$/)
    .describe('The same for the same question.'),
  projectId: z.string().describe('The project.'),
  kind: z
    .enum(['failure', 'approval', 'clarification'])
    .describe('After a failure, at a gate, or about the definition.'),
  stage: stageSchema.optional().describe('Where it came up; absent before the first stage.'),
  service: z.string().optional().describe('The service that waits, absent when all do.'),
  step: z.string().describe('The step that waits.'),
  role: roleSchema.describe('Who is asked.'),
  decisions: z.array(decisionKindSchema).describe('What may be decided.'),
  subject: subjectSchema.describe('What is shown.'),
  sha256: artifactSchema.shape.sha256.describe('Of what is shown; a decision names it.'),
  status: z
    .enum(['open', 'decided', 'withdrawn'])
    .describe('`withdrawn`: the project was stopped meanwhile.'),
  openedAt: z.string().describe('RFC 3339.'),
  escalatedAt: z.string().optional().describe('When it became everybody’s, RFC 3339.'),
  decision: z
    .strictObject({
      decision: decisionSchema.describe('What was decided.'),
      by: z.string().describe('Who decided.'),
      at: z.string().describe('RFC 3339.'),
    })
    .optional()
    .describe('Absent while it is open.'),
});
export type Review = z.infer<typeof reviewSchema>;

/** A person, as the platform knows them. */
export type Person = {
  /** Stays the same when the name changes; absent where there are names only. */
  id?: string | undefined;
  name: string;
  roles: readonly Role[];
};

/** Whether two are the same: by their ids, by their names where one has none. */
export const isSamePerson = (
  one: Pick<Person, 'id' | 'name'>,
  other: Pick<Person, 'id' | 'name'>,
): boolean =>
  one.id !== undefined && other.id !== undefined ? one.id === other.id : one.name === other.name;

export type Verdict =
  | { outcome: 'decided'; review: Review }
  /** Decided before, or what is decided on is not what was shown. */
  | { outcome: 'conflict'; reason: string }
  | { outcome: 'forbidden'; reason: string }
  | { outcome: 'refused'; reason: string };

type Given = {
  decision: Decision;
  /** The hash that was shown to who decides. */
  shown: string;
  by: Person;
  at: string;
  /** Who may not accept, because it is their own project; absent where that rule is off. */
  submitter?: Pick<Person, 'id' | 'name'> | undefined;
};

const describe = ({ decision, by, at }: NonNullable<Review['decision']>): string =>
  `${by} decided "${decision.kind}" at ${at}`;

const notAllowed = (review: Review, { decision, by, submitter }: Given): string | undefined => {
  const isAsked = by.roles.includes(review.role) || (review.escalatedAt !== undefined && by.roles.length > 0);
  if (!isAsked) return `Review ${review.id} is for the role ${review.role}; ${by.name} does not hold it.`;
  if (decision.kind === 'accept' && submitter && isSamePerson(submitter, by))
    return `${by.name} submitted the project and may not accept its failures. Ask another ${review.role}.`;
  return undefined;
};

/** Decides a review once. Whoever comes second, or was shown something else, gets a conflict; nothing is lost. */
export const decide = (review: Review, given: Given): Verdict => {
  if (review.decision)
    return { outcome: 'conflict', reason: `Review ${review.id} is decided: ${describe(review.decision)}.` };
  if (review.status === 'withdrawn')
    return {
      outcome: 'conflict',
      reason: `Review ${review.id} was withdrawn, because its project was stopped.`,
    };
  if (given.shown !== review.sha256)
    return {
      outcome: 'conflict',
      reason: `What review ${review.id} shows has changed since it was read. Read it again, then decide.`,
    };
  const forbidden = notAllowed(review, given);
  if (forbidden) return { outcome: 'forbidden', reason: forbidden };
  const { decision, by, at } = given;
  if (!review.decisions.includes(decision.kind))
    return {
      outcome: 'refused',
      reason: `"${decision.kind}" cannot be decided on review ${review.id}, only: ${review.decisions.join(', ')}.`,
    };
  return {
    outcome: 'decided',
    review: { ...review, status: 'decided', decision: { decision, by: by.name, at } },
  };
};
