import { z } from 'zod';

import { slugSchema } from '../../domain/slug.ts';

export const ENVIRONMENTS = ['dev', 'staging', 'production'] as const;

export const environmentSchema = z.strictObject({
  name: z.enum(ENVIRONMENTS),
  /** A person approves before it is deployed to. */
  approval: z.boolean(),
  replicas: z.strictObject({ minimum: z.number().int().positive(), maximum: z.number().int().positive() }),
});

export const settingSchema = z.strictObject({
  /** Environment variable: `COSMOS_ENDPOINT`. */
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  purpose: z.string().min(1),
  /** `fixed`: the same everywhere; `infrastructure`: an output of Bicep; `identity`: of the workload identity; `pipeline`: a variable of the pipeline. */
  source: z.enum(['fixed', 'infrastructure', 'identity', 'pipeline']),
  value: z.string().optional(),
});

export const resourceSchema = z.strictObject({
  kind: z.enum([
    'aks',
    'container-registry',
    'cosmos-db',
    'service-bus',
    'key-vault',
    'managed-identity',
    'log-analytics',
  ]),
  why: z.string().min(1),
});

export const alertSchema = z.strictObject({
  /** `errors`. */
  name: slugSchema,
  condition: z.string().min(1),
  /** Azure Monitor: 0 critical to 4 verbose. */
  severity: z.number().int().min(0).max(4),
  runbook: z.strictObject({ meaning: z.string().min(1), steps: z.array(z.string().min(1)).min(1) }),
});

/** How one service is delivered and operated. */
export const deliveryPlanSchema = z.strictObject({
  service: slugSchema,
  environments: z.array(environmentSchema).min(1),
  settings: z.array(settingSchema).min(1),
  resources: z.array(resourceSchema).min(1),
  /** Topics of other services that it receives from. */
  subscriptions: z.array(z.strictObject({ topic: slugSchema, subscription: slugSchema })),
  alerts: z.array(alertSchema).min(1),
});
export type DeliveryPlan = z.infer<typeof deliveryPlanSchema>;
