import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint } from '../../domain/blueprint.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { aggregatesDocument } from './aggregates.ts';
import { boundedContexts } from './bounded-contexts.ts';
import { c4 } from './c4.ts';
import { contextMap } from './context-map.ts';
import { decisionRecord } from './decision-record.ts';
import { processesDocument } from './processes.ts';
import { isReacting, reactionsDocument } from './reactions-document.ts';
import { requirementCoverage } from './requirement-coverage.ts';

/** The architecture for people to read: contexts, context map, C4, aggregates, reactions, processes, coverage of the plan, and a record per decision. */
export const architectureDocuments = (blueprint: Blueprint, plan: ProductPlan): GeneratedFile[] => [
  { path: 'architecture/bounded-contexts.md', content: boundedContexts(blueprint) },
  { path: 'architecture/context-map.md', content: contextMap(blueprint) },
  { path: 'architecture/c4.md', content: c4(blueprint.title, blueprint.services) },
  { path: 'architecture/aggregates.md', content: aggregatesDocument(blueprint) },
  ...(isReacting(blueprint.services)
    ? [
        {
          path: 'architecture/reactions.md',
          content: reactionsDocument(blueprint.title, blueprint.services),
        },
      ]
    : []),
  ...(blueprint.processes.length > 0
    ? [{ path: 'architecture/processes.md', content: processesDocument(blueprint) }]
    : []),
  { path: 'architecture/requirement-coverage.md', content: requirementCoverage(blueprint, plan) },
  ...blueprint.decisions.map((decision) => decisionRecord('architecture/adr', decision)),
];
