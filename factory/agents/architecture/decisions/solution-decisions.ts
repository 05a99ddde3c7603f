import type { Service } from '../../../domain/blueprint.ts';
import { sentenceCase } from '../../../domain/naming.ts';
import type { Process } from '../../../domain/process.ts';
import type { ProductPlan } from '../../../domain/product-plan.ts';
import { listing } from '../wording.ts';
import type { Draft } from './draft.ts';

/** Where the cuts between services run. */
export const cutsDecision = ({ services, title }: ProductPlan): Draft[] =>
  services.length < 2
    ? []
    : [
        {
          title: `${title} is ${services.length} services`,
          context: services.map((service) => `${service.title}: ${service.because}`).join(' '),
          decision: `${listing(services.map((service) => service.title))} are services of their own, each with its language, its store and its repository. None reads another’s store; what one has to know of another it is told by events, or keeps the id.`,
          consequences: [
            'Each can be changed, deployed and scaled alone, and goes on working while another is away.',
            'What spans services is consistent after a while, not at once.',
            'A reference to a thing of another service is an id that is not asked for when it is written.',
          ],
          alternatives: [
            {
              option: 'One service for everything',
              rejectedBecause: 'the parts change for different reasons and would fail together',
            },
            {
              option: 'A shared database',
              rejectedBecause: 'a change of one table would be a change of every service',
            },
          ],
        },
      ];

/** Why events lead the process and nobody conducts it. */
export const choreographyDecision = (processes: readonly Process[]): Draft[] =>
  processes.length === 0
    ? []
    : [
        {
          title: 'Processes are choreographed by events',
          context: `${processes.map(({ title }) => title).join('; ')}. The steps lie in several services, and any of them may refuse or be away.`,
          decision:
            'Each service reacts to events of others and publishes its own. A refusal is an event as well, and whoever has something to take back reacts to it. Each event is applied once, whatever is delivered twice.',
          consequences: [
            'No service has to be up for another to do its part.',
            'No single place holds the process; the documents and a test that follows every path do.',
            'The correlation id of the first call is in every event and log line that follows from it.',
          ],
          alternatives: [
            {
              option: 'An orchestrator that calls the services in turn',
              rejectedBecause: 'it would know every service, and nothing would go on while it is away',
            },
            {
              option: 'A distributed transaction',
              rejectedBecause: 'it locks all stores for as long as the slowest service takes',
            },
          ],
        },
      ];

/** How stock is kept for somebody until the process has ended. */
export const reservationDecision = (services: readonly Service[]): Draft[] => {
  const reserving = services.flatMap(({ reactions, aggregates }) =>
    reactions.flatMap(({ does }) => {
      if (does.kind !== 'reserve') return [];
      const field = aggregates.find(({ name }) => name === does.aggregate)?.reservable?.field;
      return field ? [`${does.aggregate}.${field}`] : [];
    }),
  );
  if (reserving.length === 0) return [];
  return [
    {
      title: 'What is asked for is reserved under a key',
      context: `${listing([...new Set(reserving)])} is asked for by processes that may still fail.`,
      decision:
        'A reservation takes everything that is asked for out of what is there, or nothing, and keeps it under the id of what asked. When that is cancelled, what is kept under its id is given back.',
      consequences: [
        'Two that ask for the last one do not both get it.',
        'Giving back twice, or giving back what was never reserved, changes nothing.',
      ],
      alternatives: [
        {
          option: 'Count down at the end of the process',
          rejectedBecause: 'what was promised could be gone by then',
        },
      ],
    },
  ];
};

/** What happens when a system outside refuses or is away. */
export const externalDecision = (services: readonly Service[]): Draft[] => {
  const systems = services.flatMap(({ externalSystems }) => externalSystems);
  if (systems.length === 0) return [];
  const names = listing(systems.map(({ name }) => sentenceCase(name)));
  return [
    {
      title: 'Systems outside are asked through ports',
      context: `${names} ${systems.length === 1 ? 'is' : 'are'} not ours: it may refuse, be slow or be away.`,
      decision: systems
        .map(
          ({ name, timeoutMs, retries, onUnavailable }) =>
            `${sentenceCase(name)} has ${timeoutMs} ms to answer and is tried ${retries + 1} times; when it stays away, ${onUnavailable === 'retry' ? 'the event is delivered again later' : 'that counts as a refusal'}.`,
        )
        .join(' '),
      consequences: [
        'A refusal is a business outcome with an event of its own; being away is not.',
        'Our language does not take over theirs: the adapter translates.',
        'Development and tests run against a double that refuses and is away on request.',
      ],
      alternatives: [
        {
          option: 'Ask during the caller’s request',
          rejectedBecause: 'the caller would wait for, and fail with, a system that is not ours',
        },
      ],
    },
  ];
};

/** How events change without breaking who listens. */
export const versioningDecision = (services: readonly Service[]): Draft[] =>
  services.every(({ reactions }) => reactions.length === 0)
    ? []
    : [
        {
          title: 'Events carry their version in their type',
          context:
            'Services that react to an event are deployed on their own and must not break when it changes.',
          decision:
            'A reaction names the event and its version. An optional value may be added to a version; anything else is a new version, published beside the old one until nobody reacts to that.',
          consequences: [
            'Consumers ignore values that they do not know.',
            'A producer knows from the blueprints who reacts to which version.',
          ],
          alternatives: [
            {
              option: 'Change in place',
              rejectedBecause: 'consumers would have to be deployed at the same moment',
            },
          ],
        },
      ];
