import type { StatedBehaviour } from '../../domain/stated-behaviour.ts';
import { leftOver } from './settle-behaviour.ts';
import type { Part } from './read-sentences.ts';
import type { Tagger } from './reading/tag-words.ts';

/** "each item has an amount": nothing else is done with items. */
const describes = (part: Part, name: string): boolean =>
  part.object === name &&
  part.verb === undefined &&
  part.behaviour === undefined &&
  part.attributes.length > 0;

/** What only holds for a thing of its own: parts have neither a life nor rights of their own. */
const OWN = new Set<StatedBehaviour['kind']>([
  'states',
  'moves',
  'window',
  'expiry',
  'frozen',
  'gate',
  'permission',
  'own',
  'due',
  'posting',
  'balance',
  'no-overlap',
  'unique',
]);

const isUsed = (part: Part, name: string): boolean =>
  (part.object === name &&
    (part.verb !== undefined || (part.behaviour !== undefined && OWN.has(part.behaviour.kind)))) ||
  (part.behaviour?.kind === 'doing' && (part.behaviour.object === name || part.behaviour.within === name));

/** "order lines" are meant by "every line". */
const isMeant = (mentioned: string, name: string): boolean =>
  mentioned === name || mentioned.endsWith(` ${name}`) || name.endsWith(` ${mentioned}`);

/** What a statement says its thing has several of, singular. */
const severalIn = (
  { object, attributes, constraints, text }: Part,
  { singular, plural }: Tagger,
): string[] => {
  if (object === undefined) return [];
  // "papers have reviewers" differs from "reviewers are assigned to papers": one of each.
  const single = constraints.some(({ kind }) => kind === 'as-said');
  const several = attributes.filter(
    (name) => !single && new RegExp(`\\b${plural(name).replace(/[^\p{L} -]/gu, '.')}\\b`, 'iu').test(text),
  );
  const listed = constraints.filter(({ kind }) => kind === 'list').map(({ value }) => singular(value));
  return [...several, ...listed].filter((name) => name !== object);
};

const isComposition = ({ verb, attributes, behaviour, constraints }: Part): boolean =>
  verb === undefined &&
  behaviour === undefined &&
  attributes.length === 0 &&
  constraints.length > 0 &&
  constraints.every(({ kind }) => kind === 'list');

const COMPOSED = /\b(?:consists? of|comprises?|made up of)\b/;

/** "a hotel has rooms" of what nothing else is said may speak of the place itself. */
const isTold = (parts: readonly Part[], part: Part): boolean =>
  COMPOSED.test(part.text) ||
  parts.some((other) => other !== part && other.object === part.object && !isComposition(other));

type Owned = { owner: string; mentioned: string };

/** What lives with another thing, by its name: described, used for nothing else, mentioned once. */
const ownedBy = (parts: readonly Part[], tagger: Tagger): Map<string, Owned> => {
  const telling = parts.filter((part) => !isComposition(part) || isTold(parts, part));
  const mentions = telling.flatMap((part) =>
    severalIn(part, tagger).map((mentioned) => ({ owner: part.object ?? '', mentioned })),
  );
  const described = new Set(parts.flatMap(({ object }) => object ?? []));
  const owned = new Map<string, Owned>();
  for (const name of described) {
    const own = mentions.filter(({ owner, mentioned }) => owner !== name && isMeant(mentioned, name));
    const [only] = own;
    const referred = parts.some(
      ({ object, attributes }) => object !== only?.owner && attributes.includes(name) && object !== name,
    );
    if (
      only &&
      own.length === 1 &&
      !referred &&
      parts.some((part) => describes(part, name)) &&
      !parts.some((part) => isUsed(part, name))
    )
      owned.set(name, only);
  }
  return owned;
};

const asParts = (part: Part, { owner, mentioned }: Owned): Part => ({
  ...part,
  object: owner,
  attributes: [],
  constraints: [],
  behaviour: {
    kind: 'parts',
    part: mentioned,
    attributes: part.attributes.filter((name) => name !== owner),
    constraints: part.constraints,
    required: true,
  },
});

/** What is said of a part only where it is a thing of its own. */
const LIFE = new Set<StatedBehaviour['kind']>([
  'states',
  'moves',
  'window',
  'permission',
  'own',
  'due',
  'gate',
]);

/** "users have tasks with a title; tasks can be completed": a task is a thing, which refers to its user. */
export const settleLiving = (parts: readonly Part[]): Part[] => {
  const living = new Set(
    parts.flatMap(({ object, behaviour }) => (behaviour && LIFE.has(behaviour.kind) ? (object ?? []) : [])),
  );
  return parts.map((part) => {
    const { behaviour, object } = part;
    if (behaviour?.kind !== 'parts' || object === undefined || !living.has(behaviour.part)) return part;
    if (COMPOSED.test(part.text)) return part;
    const { behaviour: _, ...rest } = part;
    return {
      ...rest,
      object: behaviour.part,
      attributes: [...behaviour.attributes, object],
      constraints: [...behaviour.constraints],
    };
  });
};

/** "reports with items; each item has an amount": several of them, which live with their report. */
export const settleParts = (parts: readonly Part[], tagger: Tagger): Part[] => {
  const owned = ownedBy(parts, tagger);
  const all = [...owned.values()];
  return parts.map((part) => {
    const { object } = part;
    const own = object === undefined ? undefined : owned.get(object);
    if (own !== undefined && object !== undefined && describes(part, object)) return asParts(part, own);
    if (own !== undefined && part.behaviour?.kind === 'formula') return { ...part, object: own.owner };
    if (own !== undefined) return { ...part, object: own.mentioned };
    const isOwned = (name: string): boolean =>
      all.some(({ owner, mentioned }) => owner === object && mentioned === name);
    const rest = {
      ...part,
      attributes: part.attributes.filter((name) => !isOwned(name)),
      constraints: part.constraints.filter(
        ({ kind, value }) => kind !== 'list' || !isOwned(tagger.singular(value)),
      ),
    };
    return isComposition(rest) ? leftOver(part) : rest;
  });
};
