import { aggregateOf, type Service, type UseCase } from '../../domain/blueprint.ts';
import { kebabCase, sentenceCase } from '../../domain/naming.ts';
import type { Process, ProcessPath } from '../../domain/process.ts';
import { textsReaching } from './texts-reaching.ts';
import { walkProcess, type Decider, type Walk } from './walk-process.ts';
import { distinct, listing, withArticle } from './wording.ts';

type Create = Extract<UseCase, { kind: 'create' }>;
type Start = { service: Service; useCase: Create };

/** Create use cases that callers start: no reaction runs them. */
const startsOf = (services: readonly Service[]): Start[] =>
  services.flatMap((service) => {
    const followed = service.reactions.flatMap(({ does }) => (does.kind === 'create' ? [does.useCase] : []));
    return service.useCases.flatMap((useCase) =>
      useCase.kind === 'create' && !followed.includes(useCase.name) ? [{ service, useCase }] : [],
    );
  });

const lower = (phrase: string) => sentenceCase(phrase).toLowerCase();

/** States that the started aggregate goes through: "placed, confirmed, paid and shipped". */
const states = ({ service, useCase }: Start, { hops }: Walk): string[] => {
  const { lifecycle } = aggregateOf(service, useCase.aggregate);
  const entered = hops
    .filter((hop) => hop.service === service.name)
    .flatMap(({ event }) =>
      service.useCases.flatMap((each) =>
        each.kind === 'transition' && each.aggregate === useCase.aggregate && each.emits.includes(event)
          ? [each.to]
          : [],
      ),
    );
  return distinct([lifecycle?.initial ?? '', ...entered]).map((state) => state.replaceAll('-', ' '));
};

const refusal = (services: readonly Service[], { service, reaction }: Decider): Partial<ProcessPath> => {
  const found = services.find(({ name }) => name === service);
  const does = found?.reactions.find(({ name }) => name === reaction)?.does;
  if (found && does?.kind === 'reserve') {
    const field = aggregateOf(found, does.aggregate).reservable?.field ?? '';
    return { lacks: { service, aggregate: does.aggregate, field } };
  }
  return does?.kind === 'ask' ? { refusedBy: does.system } : {};
};

/** The system that a decider asks; none where it is a stock. */
const systemOf = (services: readonly Service[], { service, reaction }: Decider): string | undefined => {
  const does = services
    .find(({ name }) => name === service)
    ?.reactions.find(({ name }) => name === reaction)?.does;
  return does?.kind === 'ask' ? does.system : undefined;
};

/**
 * Deciders that a test can make refuse: a text of what starts the process reaches the system, and none that is asked before it.
 * A stock can always be prepared to lack what is asked for.
 */
const provable = (
  services: readonly Service[],
  { service, useCase }: Start,
  { deciders }: Walk,
): Decider[] => {
  const reaching = (decider: Decider): string[] => {
    const system = systemOf(services, decider);
    return system === undefined
      ? []
      : textsReaching(services, { service: service.name, aggregate: useCase.aggregate }, system);
  };
  return deciders.filter((decider, place) => {
    const before = deciders.slice(0, place).flatMap(reaching);
    return (
      systemOf(services, decider) === undefined || reaching(decider).some((text) => !before.includes(text))
    );
  });
};

const endOf = ({ service, useCase }: Start, walk: Walk): string =>
  walk.states.get(`${service.name}/${useCase.aggregate}`) ?? '';

const pathsOf = (services: readonly Service[], start: Start, happy: Walk): ProcessPath[] => {
  const { useCase, service } = start;
  const noun = lower(useCase.aggregate);
  const refused = provable(services, start, happy).map((decider): ProcessPath => {
    const walk = walkProcess(
      services,
      { service, useCase: useCase.name },
      `${decider.service}/${decider.reaction}`,
    );
    const given = walk.restored.length > 0 ? ' and what was reserved is given back' : '';
    return {
      name: kebabCase(decider.event),
      title: `${sentenceCase(decider.event)}: the ${noun} ends ${endOf(start, walk).replaceAll('-', ' ')}${given}`,
      ...refusal(services, decider),
      hops: walk.hops,
      ends: endOf(start, walk),
      restores: walk.restored,
    };
  });
  const completed: ProcessPath = {
    name: 'completed',
    title: `${withArticle(noun).replace(/^a/, 'A')} is ${listing(states(start, happy))}`,
    hops: happy.hops,
    ends: endOf(start, happy),
    restores: happy.restored,
  };
  return [completed, ...refused];
};

/** Everything that the use cases and reactions on the way serve. */
const servedOn = (services: readonly Service[], start: Start, happy: Walk) => {
  const passed = services.flatMap((service) =>
    service.reactions.filter(({ from, event }) =>
      happy.hops.some((hop) => hop.service === from && hop.event === event),
    ),
  );
  const useCases = services.flatMap((service) =>
    service.useCases.filter((useCase) =>
      happy.hops.some(
        (hop) => hop.service === service.name && 'emits' in useCase && useCase.emits.includes(hop.event),
      ),
    ),
  );
  return {
    requirementIds: distinct([
      ...start.useCase.requirementIds,
      ...passed.flatMap(({ requirementIds }) => requirementIds),
    ]),
    storyIds: distinct([...start.useCase.storyIds, ...useCases.flatMap(({ storyIds }) => storyIds)]),
  };
};

/** Business processes that cross services: from each creation by a caller along the reactions. */
export const designProcesses = (services: readonly Service[]): Process[] =>
  startsOf(services).flatMap((start): Process[] => {
    const { service, useCase } = start;
    const happy = walkProcess(services, { service, useCase: useCase.name });
    const crosses = new Set(happy.hops.map((hop) => hop.service)).size > 1;
    if (!crosses || !aggregateOf(service, useCase.aggregate).lifecycle) return [];
    const paths = pathsOf(services, start, happy);
    return [
      {
        name: kebabCase(useCase.name),
        title: paths[0]?.title ?? useCase.summary,
        ...servedOn(services, start, happy),
        starts: { service: service.name, useCase: useCase.name },
        paths,
      },
    ];
  });
