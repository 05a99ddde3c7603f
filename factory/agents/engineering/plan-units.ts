import type { Aggregate, Service } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';
import type { EngineeringPlan, Unit } from './engineering-plan.ts';

/** Which pattern a kind of unit follows, when the knowledge base has it. */
const PATTERNS: Record<Unit['kind'], readonly string[]> = {
  aggregate: ['pattern/code-aggregate-factory'],
  'repository-port': [],
  'use-case': ['pattern/code-use-case-handler', 'pattern/idempotent-write'],
  repository: ['pattern/code-repository-contract', 'pattern/partition-by-identity'],
  outbox: ['pattern/transactional-outbox'],
  controller: ['pattern/code-problem-details', 'pattern/cursor-paging', 'pattern/streamed-export'],
};

const unitsOf = (
  service: Service,
  { name, requirementIds }: Aggregate,
  known: ReadonlySet<string>,
): Unit[] => {
  const folder = `${kebabCase(name)}/`;
  const useCases = service.useCases.filter(({ aggregate }) => aggregate === name);
  const unit = (kind: Unit['kind'], layer: Unit['layer'], id: string, rest: Partial<Unit> = {}): Unit => ({
    id,
    layer,
    kind,
    folder: layer === 'domain' || layer === 'application' ? `src/${layer}/${folder}` : `src/${layer}/`,
    aggregate: name,
    useCases: useCases.map((useCase) => useCase.name),
    requirementIds,
    dependsOn: [],
    patterns: PATTERNS[kind].filter((pattern) => known.has(pattern)),
    ...rest,
  });
  const aggregate = `domain/${name}`;
  const port = `domain/${name}Repository`;
  const handlers = useCases.map((useCase) =>
    unit('use-case', 'application', `application/${useCase.name}`, {
      useCases: [useCase.name],
      requirementIds: useCase.requirementIds,
      dependsOn: [aggregate, port],
    }),
  );
  const published = service.events.some((event) => event.aggregate === name);
  return [
    unit('aggregate', 'domain', aggregate),
    unit('repository-port', 'domain', port, { dependsOn: [aggregate] }),
    ...handlers,
    unit('repository', 'infrastructure', `infrastructure/Embedded${name}Repository`, {
      dependsOn: [aggregate, port],
    }),
    unit('repository', 'infrastructure', `infrastructure/Cosmos${name}Repository`, {
      dependsOn: [aggregate, port],
    }),
    ...(published
      ? [unit('outbox', 'infrastructure', `infrastructure/${name}Outbox`, { dependsOn: [aggregate] })]
      : []),
    unit('controller', 'api', `api/${name}Controller`, { dependsOn: handlers.map(({ id }) => id) }),
  ];
};

/** Units of a service, layer by layer, for each of its aggregates. */
export const planUnits = (service: Service, knownPatterns: ReadonlySet<string>): EngineeringPlan => ({
  service: service.name,
  units: service.aggregates.flatMap((aggregate) => unitsOf(service, aggregate, knownPatterns)),
});
