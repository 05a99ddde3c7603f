import type { Part } from './read-sentences.ts';

const MOVEMENT = /^(?:movement|transaction|posting|account movement|balance change|booking entry)$/;
const LISTS = /^(?:list|view|show|see|find|search|record|log|track|keep|note)$/;

/** "every movement is listed" of an account: its entries are shown with it. */
export const settleMovements = (parts: readonly Part[]): Part[] => {
  const account = parts.find(({ behaviour }) => behaviour?.kind === 'posting')?.object;
  if (account === undefined) return [...parts];
  const described = parts.some(
    ({ object, attributes, behaviour }) =>
      MOVEMENT.test(object ?? '') && (attributes.length > 0 || behaviour !== undefined),
  );
  return parts.map((part) =>
    !described && MOVEMENT.test(part.object ?? '') && LISTS.test(part.verb ?? '')
      ? {
          ...part,
          object: account,
          verb: 'view',
          constraints: [...part.constraints, { kind: 'as-said', value: part.text }],
        }
      : part,
  );
};
