import { z } from 'zod';

import { slugSchema } from './slug.ts';
import { statementSchema } from './statement.ts';

/** What a story wants done, in the planner's closed vocabulary. Verb classes of the text decide it. */
export const intentSchema = z.enum([
  'record',
  'maintain',
  'change',
  'remove',
  'view',
  'find',
  'export',
  'forbid-change',
  'retain',
]);
export type Intent = z.infer<typeof intentSchema>;

export const requirementSchema = z.strictObject({
  /** `R1`, `R2`, … in reading order. */
  id: z.string().regex(/^R[1-9]\d*$/),
  /** One sentence a person can check. */
  text: z.string().min(1),
  /** `stated`: the text says it. `derived`: it follows from the kind of thing that was asked for; `because` says how. */
  origin: z.enum(['stated', 'derived']),
  because: z.string().optional(),
  statementIds: z.array(z.string()).default([]),
  priority: z.enum(['must', 'should', 'could']),
});
export type Requirement = z.infer<typeof requirementSchema>;

/** One Given/When/Then. The sentences are for people and become the Gherkin scenario; `check` is the same in closed terms. */
export const criterionSchema = z.strictObject({
  id: z.string().regex(/^R[1-9]\d*\.S[1-9]\d*\.C[1-9]\d*$/),
  title: z.string().min(1),
  given: z.string().min(1),
  when: z.string().min(1),
  then: z.string().min(1),
  /** What the acceptance suite must observe at the published contract; terms are the plan's words, never the blueprint's. */
  check: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('recorded'), subject: z.string(), attributes: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('recorded-once'), subject: z.string() }),
    z.strictObject({ kind: z.literal('required'), subject: z.string(), attribute: z.string() }),
    z.strictObject({ kind: z.literal('viewed'), subject: z.string() }),
    z.strictObject({ kind: z.literal('found-by'), subject: z.string(), attribute: z.string() }),
    z.strictObject({ kind: z.literal('found-in-period'), subject: z.string(), attribute: z.string() }),
    z.strictObject({ kind: z.literal('paged'), subject: z.string() }),
    z.strictObject({ kind: z.literal('exported'), subject: z.string(), format: z.enum(['csv', 'ndjson']) }),
    z.strictObject({ kind: z.literal('unchangeable'), subject: z.string() }),
    z.strictObject({ kind: z.literal('changed'), subject: z.string(), attributes: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('removed'), subject: z.string() }),
    z.strictObject({ kind: z.literal('unique'), subject: z.string(), attribute: z.string() }),
    z.strictObject({ kind: z.literal('kept'), subject: z.string() }),
  ]),
});
export type Criterion = z.infer<typeof criterionSchema>;

export const storySchema = z.strictObject({
  /** Requirement id, then `S1`, `S2`, …: `R2.S1`. */
  id: z.string().regex(/^R[1-9]\d*\.S[1-9]\d*$/),
  title: z.string().min(1),
  /** As a …, I want to …, so that … */
  role: z.string().min(1),
  want: z.string().min(1),
  benefit: z.string().min(1),
  intent: intentSchema,
  /** The thing it is about, singular, in the plan's words ("event"). */
  subject: z.string().min(1),
  requirementIds: z.array(z.string()).min(1),
  criteria: z.array(criterionSchema).min(1),
  businessValue: z.number().int().min(1).max(100),
  priority: z.enum(['must', 'should', 'could']),
});
export type Story = z.infer<typeof storySchema>;

export const featureSchema = z.strictObject({
  /** `F1`, `F2`, … */
  id: z.string().regex(/^F[1-9]\d*$/),
  title: z.string().min(1),
  description: z.string().min(1),
  businessValue: z.number().int().min(1).max(100),
  stories: z.array(storySchema).min(1),
});
export type Feature = z.infer<typeof featureSchema>;

export const epicSchema = z.strictObject({
  /** `E1`, `E2`, … */
  id: z.string().regex(/^E[1-9]\d*$/),
  title: z.string().min(1),
  description: z.string().min(1),
  features: z.array(featureSchema).min(1),
});
export type Epic = z.infer<typeof epicSchema>;

/** An attribute of a planned thing, as the text (or its kind) gives it. */
export const plannedAttributeSchema = z.strictObject({
  name: z.string().min(1),
  /** What its words say it holds. */
  nature: z.enum(['text', 'number', 'quantity', 'money', 'date', 'instant', 'flag', 'choice', 'details']),
  choices: z.array(z.string()).default([]),
  required: z.boolean(),
  unique: z.boolean().default(false),
  origin: z.enum(['stated', 'derived']),
});
export type PlannedAttribute = z.infer<typeof plannedAttributeSchema>;

/** A thing the product keeps, before anyone decided how. */
export const subjectSchema = z.strictObject({
  /** Singular, in the plan's words: "lab sample". */
  name: z.string().min(1),
  plural: z.string().min(1),
  /** Nobody may change or remove one after it was recorded. */
  unchangeable: z.boolean(),
  attributes: z.array(plannedAttributeSchema).min(1),
});
export type Subject = z.infer<typeof subjectSchema>;

export const unrealisedSchema = z.strictObject({
  /** A requirement id, or `U1`, `U2`, … for words that did not become a requirement. */
  id: z.string().regex(/^[RU][1-9]\d*$/),
  text: z.string().min(1),
  reason: z.string().min(1),
});
export type Unrealised = z.infer<typeof unrealisedSchema>;

/** Output of Vision & Planning, input of Architecture and, alone with the published contract, of the acceptance suite. */
export const productPlanSchema = z.strictObject({
  schemaVersion: z.literal(1),
  title: z.string().min(1),
  /** What the service is to be called: "audit trail" → slug `audit-trail`. */
  serviceName: slugSchema,
  /** The language area it belongs to, in the plan's words: "audit". */
  domain: z.string().min(1),
  summary: z.string().min(1),
  definition: z.string().min(1),
  businessContext: z.string().optional(),
  goals: z.array(z.string()).min(1),
  scope: z.strictObject({ inside: z.array(z.string()).min(1), outside: z.array(z.string()) }),
  statements: z.array(statementSchema),
  requirements: z.array(requirementSchema).min(1),
  subjects: z.array(subjectSchema).min(1),
  epics: z.array(epicSchema).min(1),
  roadmap: z
    .array(
      z.strictObject({ milestone: z.string(), outcome: z.string(), featureIds: z.array(z.string()).min(1) }),
    )
    .min(1),
  assumptions: z.array(z.string()),
  unrealised: z.array(unrealisedSchema),
});
export type ProductPlan = z.infer<typeof productPlanSchema>;

export const storiesOf = (plan: ProductPlan): Story[] =>
  plan.epics.flatMap((epic) => epic.features.flatMap((feature) => feature.stories));
