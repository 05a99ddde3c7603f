import type { Service } from './blueprint.ts';
import { kebabCase } from './naming.ts';
import type { ExternalSystem } from './reaction.ts';

/** External systems that a reaction of the service really asks. */
export const systemsAsked = ({ externalSystems, reactions }: Service): ExternalSystem[] =>
  externalSystems.filter(({ name }) =>
    reactions.some(({ does }) => does.kind === 'ask' && does.system === name),
  );

/** Setting that holds the address of an external system: `PAYMENT_PROVIDER_URL`. */
export const addressSetting = ({ name }: Pick<ExternalSystem, 'name'>): string =>
  `${kebabCase(name).replaceAll('-', '_').toUpperCase()}_URL`;
