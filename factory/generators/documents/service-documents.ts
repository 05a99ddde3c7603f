import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Blueprint, Service } from '../../domain/blueprint.ts';
import type { Process } from '../../domain/process.ts';
import type { ProductPlan } from '../../domain/product-plan.ts';
import { apiGuide } from './api-guide.ts';
import { c4 } from './c4.ts';
import { contextMap } from './context-map.ts';
import { decisionRecord } from './decision-record.ts';
import { processesDocument } from './processes.ts';
import { isReacting, reactionsDocument } from './reactions-document.ts';
import { runbook } from './runbook.ts';

const takesPart = ({ name }: Service, { paths }: Process): boolean =>
  paths.some(({ hops }) => hops.some(({ service }) => service === name));

/** The blueprint with the processes only that a service takes part in. */
const ofService = (blueprint: Blueprint, service: Service): Blueprint => ({
  ...blueprint,
  processes: blueprint.processes.filter((process) => takesPart(service, process)),
});

/** Documents of a service's repository: decisions, context map, C4, API guide, runbook, reactions and processes. */
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
  ...(isReacting([service])
    ? [{ path: 'docs/reactions.md', content: reactionsDocument(service.title, [service]) }]
    : []),
  ...(blueprint.processes.some((process) => takesPart(service, process))
    ? [{ path: 'docs/processes.md', content: processesDocument(ofService(blueprint, service)) }]
    : []),
];
