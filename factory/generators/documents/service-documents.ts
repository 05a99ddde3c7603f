import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { apiGuide } from './api-guide.ts';
import { c4 } from './c4.ts';
import { contextMap } from './context-map.ts';
import { decisionRecord } from './decision-record.ts';
import { runbook } from './runbook.ts';

/** Documents of a service's repository: decisions, context map, C4, API guide and runbook. */
export const serviceDocuments = (
  service: Service,
  blueprint: Blueprint,
  plan: ProductPlan,
): GeneratedFile[] => [
  ...blueprint.decisions.map((decision) => decisionRecord('docs/adr', decision)),
  { path: 'docs/context-map.md', content: contextMap(blueprint) },
  { path: 'docs/c4.md', content: c4(service.title, [service]) },
  { path: 'docs/api.md', content: apiGuide(service, plan) },
  { path: 'docs/runbook.md', content: runbook(service) },
];
