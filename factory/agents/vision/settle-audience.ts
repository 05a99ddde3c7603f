import { sameThing } from './planning/things.ts';
import type { Part } from './read-definition.ts';
import type { Tagger } from './reading/tag-words.ts';

const without = (part: Part, kind: string): Part => ({
  ...part,
  constraints: part.constraints.filter((each) => each.kind !== kind),
});

const isKept = ({ object, operation, attributes }: Part): boolean =>
  object !== undefined && (operation || attributes.length > 0);

/** "for lab samples": what the service keeps when the text names nothing else, else whom it serves. */
const settleWhom = (parts: readonly Part[], tagger: Tagger): Part[] => {
  const others = parts.some(isKept);
  return parts.map((part) => {
    const audience = part.constraints.find(({ kind }) => kind === 'audience')?.value;
    if (audience === undefined) return part;
    const thing = tagger.singular(audience);
    const described = parts.some(
      ({ object, attributes }) => attributes.length > 0 && object !== undefined && sameThing(object, thing),
    );
    return others && !described
      ? { ...part, constraints: [{ kind: 'context', value: audience }] }
      : { ...part, operation: true, verb: 'maintain', object: thing, constraints: [] };
  });
};

/** "an equipment register where technicians register devices": the name of the product is no thing of its own. */
const settleNames = (parts: readonly Part[]): Part[] => {
  const named = parts.find(({ constraints }) => constraints.some(({ kind }) => kind === 'by-name'));
  const rest = parts.filter((part) => part !== named && part.verb !== 'change' && isKept(part));
  const mentioned = rest.some(
    ({ object = '' }) => named?.object !== undefined && sameThing(object, named.object),
  );
  const meant = mentioned ? undefined : rest.at(0)?.object;
  return parts.map((part) => {
    const own = named?.object !== undefined && part.object === named.object && meant !== undefined;
    return without(own ? { ...part, object: meant } : part, 'by-name');
  });
};

/** Decides what can only be decided when everything was read: what names and audiences in the service's name mean. */
export const settleAudience = (parts: readonly Part[], tagger: Tagger): Part[] =>
  settleNames(settleWhom(parts, tagger));
