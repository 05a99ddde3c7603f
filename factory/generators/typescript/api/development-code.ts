import { advanceFunction } from '../application/advance-file.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { repositoryMember } from '../infrastructure/store-files.ts';
import type { MessagingCode } from '../messaging/composition-code.ts';
import { hasTimeouts } from '../service-model.ts';
import { block, docComment } from '../source-text.ts';

/** The function that does what is due in all aggregates. */
export const doDue = (models: readonly AggregateModel[]): string => {
  const timed = models.filter(({ timeouts }) => timeouts.length > 0);
  if (timed.length === 0) return '';
  const calls = timed.map(
    (model) => `await ${advanceFunction(model)}({ ${repositoryMember(model)}, stamp })()`,
  );
  return block(
    docComment('Does what is due, and answers how much that was.'),
    `const schedulesOf = ({ ${timed.map(repositoryMember).join(', ')} }: ServiceStore) => async (): Promise<number> => {`,
    'const stamp = stamps(systemClock);',
    `return ${calls.join(' + ')};`,
    '};',
  );
};

/** The function that makes the development mode. */
export const developmentEndpoints = (models: readonly AggregateModel[], messaging: MessagingCode): string => {
  const parameters = [
    'tokens: DevelopmentTokens',
    hasTimeouts(models) ? 'doDue: () => Promise<number>' : '',
    messaging.parameter,
  ];
  return block(
    docComment(
      `What developers ask for besides: a token, to do now what is due${messaging.endpoint ? ', to react to an event' : ''}.`,
    ),
    `const developmentOn = (${parameters.filter(Boolean).join(', ')}): DevelopmentMode =>`,
    'developmentMode({',
    `'/development/tokens': tokenOperation(tokens),`,
    hasTimeouts(models)
      ? `'/development/schedules': async () => ok({ done: await doDue() }),`
      : `'/development/schedules': async () => ok({ done: 0 }),`,
    messaging.endpoint,
    '});',
  );
};
