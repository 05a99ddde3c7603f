import type { StatedBehaviour } from '../../domain/stated-behaviour.ts';
import type { Part } from './read-sentences.ts';
import { isMadeFrom } from './reading/behaviour/nominal.ts';
import { verbOf, type VerbClass } from './reading/verbs.ts';

/** Verbs whose noun is another word for what is kept: "record temperatures; records are kept for a year". */
const KEEPS = new Set<VerbClass>([
  'log',
  'record',
  'track',
  'maintain',
  'find',
  'export',
  'change',
  'remove',
]);

/** Behaviour that only what is kept by itself has. */
const LIFE = new Set<StatedBehaviour['kind']>([
  'states',
  'moves',
  'own',
  'window',
  'expiry',
  'due',
  'frozen',
]);

const hasLife = (parts: readonly Part[], name: string): boolean =>
  parts.some(
    ({ object, attributes, behaviour }) =>
      object === name && (behaviour === undefined ? attributes.length > 0 : LIFE.has(behaviour.kind)),
  );

/** The noun for the record of what somebody does, where the text leads it through a life of its own. */
const recordOf = (parts: readonly Part[], { verb, actor, object, operation }: Part): string | undefined => {
  if (verb === undefined || actor === undefined || object === undefined || !operation) return undefined;
  const found = verbOf(verb)?.class;
  if (found !== undefined && KEEPS.has(found)) return undefined;
  return parts
    .flatMap((part) => part.object ?? [])
    .find((noun) => noun !== object && isMadeFrom(noun, verb) && hasLife(parts, noun));
};

const isLed = (parts: readonly Part[], name: string): boolean =>
  parts.some(({ object, behaviour }) => object === name && behaviour?.kind === 'states');

/** "citizens report potholes with a place; reports are new or fixed": what is given is known of the report. */
export const settleReported = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    const { object, verb } = part;
    const noun = part.behaviour === undefined ? recordOf(parts, part) : undefined;
    if (noun === undefined || object === undefined || verb === undefined || isLed(parts, object)) return part;
    return { ...part, object: noun, behaviour: { kind: 'doing', verb, object } };
  });
