import type { RegisteredFunction } from '../app/core-types.ts';

/** What the Service Bus triggers of this host do not do. */
export const refuseSpecial = ({ metadata, trigger }: RegisteredFunction): void => {
  if (trigger['isSessionsEnabled'] === true || trigger['cardinality'] === 'many')
    throw new Error(
      `Function '${metadata.name}' asks for sessions or batches, which the embedded bus does not have.`,
    );
};
