import type { StatedBehaviour } from '../../domain/stated-behaviour.ts';
import type { Part } from './read-sentences.ts';
import { leftOver } from './settle-behaviour.ts';

/** Words for how much there is of something, and for a share of it: they name no thing. */
const AMOUNT =
  /(?:^| )(?:part|portion|half|share|rest|remainder|fraction|some|all|amount|balance|sum|total|difference|value|number|proportion|percentage)$/;

const LIFE = new Set<StatedBehaviour['kind']>(['moves', 'expiry', 'states']);

/** What is left is never kept, whatever is done with it. */
const LEFT = /(?:^| )(?:half|rest|remainder|difference)$/;

const isDescribed = (parts: readonly Part[], name: string): boolean =>
  parts.some(
    ({ object, attributes, operation }) =>
      object === name && ((operation && !LEFT.test(name)) || attributes.length > 0),
  );

/** "part of the amount is redeemed", "the unused balance expires": an amount of which the text says nothing else has no life of its own. */
export const settleAmounts = (parts: readonly Part[]): Part[] =>
  parts.map((part) =>
    part.object !== undefined &&
    AMOUNT.test(part.object) &&
    !(part.object === 'balance' && part.behaviour?.kind === 'expiry') &&
    (part.behaviour === undefined ? LEFT.test(part.object) : LIFE.has(part.behaviour.kind)) &&
    !isDescribed(parts, part.object)
      ? leftOver(part)
      : part,
  );
