import { areNeighbours, archetypes } from '../../../../knowledge/archetypes/archetypes.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import { archetypeOfPart } from '../../../../knowledge/archetypes/named-archetype.ts';
import type { Tagger } from '../../reading/tag-words.ts';

/**
 * The archetype of each part, where one fits: its name is a candidate, and a typical neighbour of the candidate stands in
 * the same list. Each archetype stands for one part only, the first.
 */
export const chooseArchetypes = (
  parts: readonly string[],
  tagger: Pick<Tagger, 'singular'>,
): (Archetype | undefined)[] => {
  const candidates = parts.map((part) => archetypeOfPart(part, tagger));
  return candidates.map((candidate, index) => {
    if (!candidate || candidates.indexOf(candidate) !== index) return undefined;
    return candidates.some((other) => other && areNeighbours(candidate, other)) ? candidate : undefined;
  });
};

const ANYWHERE =
  /^(?:online|web|e|internet|digital|my|our|new|local|small|big|own|little|general|department|super|app)$/;

/** What a shop sells, as its name says it: "online bookshop" → "book", "shop for garden tools" → "garden tool". */
const soldBy = (product: string, { singular }: Pick<Tagger, 'singular'>): string | undefined => {
  const after = /(?:shop|store|market|marketplace) (?:for|of|selling) (.+)$/.exec(product)?.[1];
  if (after) return singular(after);
  const before = /^(.*?)[ -]?(?:web)?(?:shop|store|marketplace|market)$/.exec(product)?.[1] ?? '';
  const words = before.split(/[ -]/).filter((word) => word !== '' && !ANYWHERE.test(word));
  return words.length > 0 ? singular(words.join(' ')) : undefined;
};

/** What the thing of an archetype is called: as the part names it, as the product's name says it, or as is usual. */
export const thingName = (
  archetype: Archetype,
  part: string,
  product: string | undefined,
  tagger: Pick<Tagger, 'singular'>,
): string => {
  const named = tagger.singular(part);
  if (
    !archetype.areas.includes(part) &&
    archetype.words.some((word) => named === word || named.endsWith(` ${word}`))
  )
    return named;
  const sold = archetype.stock && product ? soldBy(product, tagger) : undefined;
  return sold ?? archetype.name;
};

/** By id, for what refers to another archetype. */
export const archetypeById = (id: string): Archetype | undefined => archetypes.find((each) => each.id === id);
