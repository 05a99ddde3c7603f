import type { Part } from './read-definition.ts';
import type { Tagger } from './reading/tag-words.ts';

/** "each item has an amount": nothing else is done with items. */
const describes = (part: Part, name: string): boolean =>
  part.object === name &&
  part.verb === undefined &&
  part.behaviour === undefined &&
  part.attributes.length > 0;

const isUsed = (part: Part, name: string): boolean =>
  (part.object === name && (part.verb !== undefined || part.behaviour?.kind === 'states')) ||
  (part.behaviour?.kind === 'doing' && (part.behaviour.object === name || part.behaviour.within === name));

/** "reports with items; each item has an amount": several of them, which live with their report. */
export const settleParts = (parts: readonly Part[], { plural }: Tagger): Part[] => {
  const owners = new Map<string, string>();
  for (const { object, attributes, text } of parts)
    for (const name of attributes)
      if (
        object !== undefined &&
        object !== name &&
        new RegExp(`\\b${plural(name).replace(/[^\p{L} -]/gu, '.')}\\b`, 'iu').test(text) &&
        parts.some((part) => describes(part, name)) &&
        !parts.some((part) => isUsed(part, name)) &&
        parts.filter((part) => part.attributes.includes(name)).length === 1
      )
        owners.set(name, object);
  if (owners.size === 0) return [...parts];
  return parts.map((part) => {
    const owner = owners.get(part.object ?? '');
    if (owner !== undefined && part.object !== undefined && describes(part, part.object))
      return {
        ...part,
        object: owner,
        attributes: [],
        constraints: [],
        behaviour: {
          kind: 'parts',
          part: part.object,
          attributes: part.attributes,
          constraints: part.constraints,
          required: true,
        },
      };
    return { ...part, attributes: part.attributes.filter((name) => owners.get(name) !== part.object) };
  });
};
