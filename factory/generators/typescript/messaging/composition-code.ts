import type { Service } from '../../../domain/blueprint.ts';
import { subscriptionsOf } from '../../../domain/solution.ts';

/** What reactions add to the composition root. Every part is empty where the service reacts to nothing. */
export type MessagingCode = {
  libraries: string[];
  own: string[];
  /** Statements before the store is opened, which make the envelope `announcing`; none: the envelope is the plain one. */
  envelope: string[];
  /** Statements after the store was opened. */
  statements: string[];
  /** The last argument of the relay, with its comma. */
  relayArgument: string;
  /** Statements before the relay starts. */
  redrive: string[];
  /** Statements when requests are accepted, and when the service stops, before the relay does. */
  start: string[];
  stop: string[];
  /** The entry of the development endpoints, and the parameter that it needs. */
  endpoint: string;
  parameter: string;
  argument: string;
};

const nothing: MessagingCode = {
  libraries: [],
  own: [],
  envelope: [],
  statements: [],
  relayArgument: '',
  redrive: [],
  start: [],
  stop: [],
  endpoint: '',
  parameter: '',
  argument: '',
};

export const messagingCode = (service: Service): MessagingCode => {
  const { reactions, externalSystems, name } = service;
  if (reactions.length === 0) return nothing;
  const isOwn = reactions.some(({ from }) => from === name);
  const isSubscribed = subscriptionsOf(service).length > 0;
  const asks = externalSystems.some((system) =>
    reactions.some(({ does }) => does.kind === 'ask' && does.system === system.name),
  );
  return {
    libraries: [
      `import { receiveEvent } from '#connectsoft/development-events';`,
      ...(isOwn ? [`import { OwnReactions } from '#connectsoft/own-reactions';`] : []),
      `import { ReactionDispatcher } from '#connectsoft/reaction-dispatcher';`,
    ],
    own: [
      ...(isSubscribed
        ? [`import { openSubscriptions } from './infrastructure/messaging/subscriptions.ts';`]
        : []),
      `import { reactionsOn } from './reactions.ts';`,
    ],
    envelope: [
      'const envelope = envelopeOf(serviceName, systemClock);',
      '// What happens is published at once: somebody waits to react to it.',
      'const announcing: Envelope = (event) => {',
      'relay.wake();',
      'return envelope(event);',
      '};',
    ],
    statements: [
      `const dispatcher = new ReactionDispatcher(serviceName, reactionsOn(store${asks ? ', configuration' : ''}), logger);`,
      'const dispatch = (event: CloudEvent) => dispatcher.dispatch(event);',
      ...(isOwn ? ['const ownReactions = new OwnReactions(store.outbox, { dispatch, logger });'] : []),
    ],
    relayArgument: isOwn ? ', ownReactions' : '',
    redrive: isOwn
      ? [
          'if (configuration.redriveDeadLetters)',
          `logger.info('dead letters redriven', { done: await store.outbox.redrive() });`,
        ]
      : [],
    start: isSubscribed
      ? ['const subscriptions = await openSubscriptions(configuration, { dispatch, logger });']
      : [],
    stop: isSubscribed ? ['await subscriptions.stop();'] : [],
    endpoint: `'/development/events': receiveEvent(dispatch),`,
    parameter: 'dispatch: (event: CloudEvent) => Promise<void>',
    argument: 'dispatch',
  };
};
