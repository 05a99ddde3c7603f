import type { Aggregate, Service } from '../../domain/blueprint.ts';
import { kebabCase } from '../../domain/naming.ts';
import type { Reaction } from '../../domain/reaction.ts';
import type { EngineeringPlan, Unit } from './engineering-plan.ts';

/** Which pattern a kind of unit follows, when the knowledge base has it. */
const PATTERNS: Record<Unit['kind'], readonly string[]> = {
  aggregate: ['pattern/code-aggregate-factory'],
  'repository-port': [],
  'use-case': ['pattern/code-use-case-handler', 'pattern/idempotent-write'],
  reaction: ['pattern/choreography'],
  'external-port': ['pattern/external-port'],
  'external-adapter': ['pattern/external-port'],
  repository: ['pattern/code-repository-contract', 'pattern/partition-by-identity'],
  outbox: ['pattern/transactional-outbox'],
  controller: ['pattern/code-problem-details', 'pattern/cursor-paging', 'pattern/streamed-export'],
};

const unitsOf = (
  service: Service,
  { name, requirementIds, ledger, lifecycle }: Aggregate,
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
    unit('aggregate', 'domain', aggregate, {
      patterns: [
        ...PATTERNS.aggregate,
        ...(ledger ? ['pattern/ledger'] : []),
        ...(lifecycle ? ['pattern/life-cycle'] : []),
      ].filter((pattern) => known.has(pattern)),
    }),
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

/** The use cases that a reaction runs. */
const runBy = ({ does }: Reaction): string[] => {
  switch (does.kind) {
    case 'create':
    case 'transition':
      return [does.useCase];
    case 'ask':
      return [does.accepted, does.refused];
    default:
      return [];
  }
};

const portId = (system: string): string => `application/${system}`;

const aggregateOfReaction = ({ useCases }: Service, reaction: Reaction): string => {
  const { does } = reaction;
  if (does.kind === 'reserve' || does.kind === 'release') return does.aggregate;
  return useCases.find(({ name }) => runBy(reaction).includes(name))?.aggregate ?? '';
};

/** One unit for each reaction: what runs when its event arrives. */
const reactionUnits = (service: Service, known: ReadonlySet<string>): Unit[] =>
  service.reactions.map((reaction) => {
    const aggregate = aggregateOfReaction(service, reaction);
    return {
      id: `application/${reaction.name}`,
      layer: 'application',
      kind: 'reaction',
      folder: 'src/application/reactions/',
      aggregate,
      useCases: runBy(reaction),
      requirementIds: reaction.requirementIds,
      dependsOn: [
        `domain/${aggregate}`,
        ...runBy(reaction).map((name) => `application/${name}`),
        ...(reaction.does.kind === 'ask' ? [portId(reaction.does.system)] : []),
      ],
      patterns: [
        ...PATTERNS.reaction,
        ...(reaction.does.kind === 'reserve' ? ['pattern/reservation'] : []),
      ].filter((pattern) => known.has(pattern)),
    };
  });

/** A port and its adapter for each system outside. */
const externalUnits = (service: Service, known: ReadonlySet<string>): Unit[] =>
  service.externalSystems.flatMap(({ name }): Unit[] => {
    const asking = service.reactions.filter(({ does }) => does.kind === 'ask' && does.system === name);
    const [first] = asking;
    if (!first) return [];
    const shared = {
      aggregate: aggregateOfReaction(service, first),
      useCases: [],
      requirementIds: [...new Set(asking.flatMap(({ requirementIds }) => requirementIds))],
    };
    return [
      {
        ...shared,
        id: portId(name),
        layer: 'application',
        kind: 'external-port',
        folder: 'src/application/ports/',
        dependsOn: [],
        patterns: PATTERNS['external-port'].filter((pattern) => known.has(pattern)),
      },
      {
        ...shared,
        id: `infrastructure/${name}`,
        layer: 'infrastructure',
        kind: 'external-adapter',
        folder: 'src/infrastructure/',
        dependsOn: [portId(name)],
        patterns: PATTERNS['external-adapter'].filter((pattern) => known.has(pattern)),
      },
    ];
  });

/** Units of a service, layer by layer, for each of its aggregates, its reactions and the systems it asks. */
export const planUnits = (service: Service, knownPatterns: ReadonlySet<string>): EngineeringPlan => ({
  service: service.name,
  units: [
    ...service.aggregates.flatMap((aggregate) => unitsOf(service, aggregate, knownPatterns)),
    ...reactionUnits(service, knownPatterns),
    ...externalUnits(service, knownPatterns),
  ],
});
