import { z } from 'zod';

import { criterionSchema } from './criterion.ts';
import { plannedReactionSchema } from './planned-reaction.ts';
import { plannedRuleSchema } from './planned-rule.ts';
import { slugSchema } from './slug.ts';
import { statementSchema } from './statement.ts';
import { subjectSchema, type Subject } from './subject.ts';
import { unrealisedSchema, type Unrealised } from './unrealised.ts';

export { criterionSchema, type Criterion } from './criterion.ts';
export { plannedAttributeSchema, subjectSchema, type PlannedAttribute, type Subject } from './subject.ts';
export { unrealisedSchema, type Unrealised } from './unrealised.ts';

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
  /** Leads it through its states. */
  'move',
  /** Puts into or takes out of a ledger. */
  'post',
  /** A rule that holds whoever does what. */
  'uphold',
  /** Something happens when something else happened. */
  'react',
  /** Another way to call it. */
  'connect',
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

/** A microservice of the solution, before its architecture: what it is for and why it stands alone. */
export const plannedServiceSchema = z.strictObject({
  name: slugSchema,
  title: z.string().min(1),
  /** The language area it belongs to, in the plan's words: "payments". */
  domain: z.string().min(1),
  /** Why the cut runs here, as a sentence for the decision record. */
  because: z.string().min(1),
});
export type PlannedService = z.infer<typeof plannedServiceSchema>;

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
  /** One or more; `serviceName` is the only one's or, of several, the solution's. */
  services: z.array(plannedServiceSchema).default([]),
  rules: z.array(plannedRuleSchema).default([]),
  reactions: z.array(plannedReactionSchema).default([]),
  /** Systems that we do not build ("payment provider"). */
  externals: z.array(z.strictObject({ name: z.string().min(1), purpose: z.string().min(1) })).default([]),
  /** Besides REST: `grpc`, and why. */
  interfaces: z.array(z.strictObject({ kind: z.literal('grpc'), because: z.string().min(1) })).default([]),
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

/** Name of the service that a subject belongs to. */
export const serviceNameOf = (plan: ProductPlan, subject: Pick<Subject, 'service'>): string =>
  subject.service ?? plan.services[0]?.name ?? plan.serviceName;

/** Name of the service that a thing of this name belongs to; one that the plan does not know belongs to the first. */
export const serviceOfSubject = (plan: ProductPlan, name: string): string =>
  serviceNameOf(plan, plan.subjects.find((subject) => subject.name === name) ?? {});

/** Stories of a service, each with the criteria that are about its things. */
export const serviceStories = (plan: ProductPlan, service: string): Story[] =>
  storiesOf(plan)
    .map((story) => ({
      ...story,
      criteria: story.criteria.filter(({ check }) => serviceOfSubject(plan, check.subject) === service),
    }))
    .filter(({ criteria }) => criteria.length > 0);

const withStories = (plan: ProductPlan, kept: (story: Story) => Story | undefined): ProductPlan => {
  const features = (epic: Epic): Feature[] =>
    epic.features
      .map((feature) => ({ ...feature, stories: feature.stories.flatMap((story) => kept(story) ?? []) }))
      .filter(({ stories }) => stories.length > 0);
  return {
    ...plan,
    epics: plan.epics
      .map((epic) => ({ ...epic, features: features(epic) }))
      .filter(({ features: some }) => some.length > 0),
  };
};

/** The plan with the stories of one service only, as `serviceStories` has them; the whole plan where there is one service. */
export const planOfService = (plan: ProductPlan, service: string): ProductPlan => {
  if (plan.services.length < 2) return plan;
  const own = new Map(serviceStories(plan, service).map((story) => [story.id, story]));
  return withStories(plan, ({ id }) => own.get(id));
};

/** The plan without the stories of which no requirement is realised: nobody says of them that they hold. */
export const realisedPlan = (plan: ProductPlan, unrealised: readonly Unrealised[]): ProductPlan => {
  const left = new Set(unrealised.map(({ id }) => id));
  return withStories(plan, (story) => (story.requirementIds.every((id) => left.has(id)) ? undefined : story));
};
