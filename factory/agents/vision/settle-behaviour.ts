import type { StatedBehaviour } from '../../domain/stated-behaviour.ts';
import { sameThing } from './planning/things.ts';
import type { Part } from './read-sentences.ts';
import { countDoings, limitedDoing, nameBooked, nameDoings } from './settle-doings.ts';
import { settleCompared } from './settle-compared.ts';
import { settleActors, settleMarked, settleTitled } from './settle-actors.ts';
import { settleReported } from './settle-reported.ts';
import { settleRescheduling } from './settle-rescheduling.ts';
import { settleMovements } from './settle-movements.ts';
import { settleSimultaneous } from './settle-simultaneous.ts';
import { settleHeaded, settleNominals } from './settle-nominals.ts';
import { settleOnce } from './settle-once.ts';
import { settleDue } from './settle-due.ts';
import { settleLedger } from './settle-ledger.ts';

/** Behaviour that by itself says that its object is a thing to keep. */
const TELLING = new Set<StatedBehaviour['kind']>([
  'states',
  'parts',
  'doing',
  'posting',
  'balance',
  'frozen',
  'formula',
  'due',
  'unique',
  'no-overlap',
]);

/** Whether a statement says that its object is kept. */
export const isKept = ({ object, operation, attributes, behaviour }: Part): boolean =>
  object !== undefined &&
  (operation || attributes.length > 0 || (behaviour !== undefined && TELLING.has(behaviour.kind)));

/** Why behaviour that belongs to no thing could not be planned: kinds of left-over. */
const LEFT: Partial<Record<StatedBehaviour['kind'], string>> = {
  limit: 'limit',
  capacity: 'limit',
  compare: 'limit',
  floor: 'limit',
  window: 'time',
  expiry: 'time',
  block: 'time',
  permission: 'permission',
  own: 'permission',
  formula: 'calculation',
};

export const leftOver = ({ at, operation, text, line, behaviour }: Part): Part => ({
  at,
  operation,
  text,
  line,
  attributes: [],
  constraints: [{ kind: LEFT[behaviour?.kind ?? 'moves'] ?? 'workflow', value: text }],
});

/** A block belongs to the doings of the one who is blocked. */
const placeBlocks = (parts: readonly Part[]): Part[] => {
  const doing = parts.find(({ behaviour }) => behaviour?.kind === 'doing')?.object;
  return parts.map((part, index) => {
    if (part.behaviour?.kind !== 'block' || part.object !== undefined) return part;
    const before = parts
      .slice(0, index)
      .findLast((each) => each.behaviour !== undefined && each.object !== undefined);
    const object = doing ?? before?.object;
    return object ? { ...part, object } : part;
  });
};

const behaves = ({ behaviour, object }: Part): boolean => behaviour !== undefined && object !== undefined;

/** Behaviour of things that nothing else keeps is left over, except that a text of moves alone keeps what is moved. */
const dropUnkept = (parts: readonly Part[]): Part[] => {
  const kept = parts.filter(isKept);
  const known = kept.length > 0 ? kept : parts.filter(behaves);
  const names = known.flatMap(({ object, behaviour }) => [
    object ?? '',
    ...(behaviour?.kind === 'parts' ? [behaviour.part] : []),
    ...(behaviour?.kind === 'doing' ? [behaviour.within ?? behaviour.object ?? ''] : []),
  ]);
  return parts.map((part) => {
    if (part.behaviour === undefined || (kept.length === 0 && behaves(part))) return part;
    const { object } = part;
    return object !== undefined && names.some((name) => name !== '' && sameThing(name, object))
      ? part
      : leftOver(part);
  });
};

/** What clauses leave out, before doings get their names. */
const settleStated = (parts: readonly Part[]): Part[] =>
  settleTitled(
    settleMarked(
      settleRescheduling(
        settleActors(
          settleMovements(
            settleOnce(settleHeaded(settleNominals(settleLedger(settleCompared(settleReported(parts)))))),
          ),
        ),
      ),
    ),
  );

/** Decides what behaviour is about, which only the whole text tells. */
export const settleBehaviour = (parts: readonly Part[]): Part[] =>
  parts.some(({ behaviour }) => behaviour !== undefined)
    ? dropUnkept(
        placeBlocks(
          settleSimultaneous(
            settleDue(nameDoings(countDoings(nameBooked(settleStated(parts).flatMap(limitedDoing))))),
          ),
        ),
      )
    : [...parts];
