import type { Part } from './read-sentences.ts';

const GENERAL = /^(?:entry|record)$/;
const WRITES = /^(?:record|log|track|keep|store|save|note|collect|capture|register|manage|maintain)$/;

/** "there is one entry per day" of a service that records hours: an entry is one of what is recorded. */
export const settleEntries = (parts: readonly Part[]): Part[] => {
  const recorded = [
    ...new Set(
      parts
        .filter(
          ({ object, verb }) => WRITES.test(verb ?? '') && object !== undefined && !GENERAL.test(object),
        )
        .map(({ object }) => object),
    ),
  ];
  const [only] = recorded;
  const described = parts.some(
    ({ object, attributes, behaviour }) =>
      GENERAL.test(object ?? '') && attributes.length > 0 && behaviour === undefined,
  );
  if (recorded.length !== 1 || only === undefined || described) return [...parts];
  return parts.map((part) => (GENERAL.test(part.object ?? '') ? { ...part, object: only } : part));
};
