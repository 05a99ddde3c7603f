import type { GeneratedFile } from '../../domain/artifact.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { backlog } from './backlog.ts';
import { productPlan } from './product-plan.ts';
import { roadmap } from './roadmap.ts';

/** The plan for people to read: product plan, backlog and roadmap. */
export const planDocuments = (plan: ProductPlan): GeneratedFile[] => [
  { path: 'plan/product-plan.md', content: productPlan(plan) },
  { path: 'plan/backlog.md', content: backlog(plan) },
  { path: 'plan/roadmap.md', content: roadmap(plan) },
];
