import { sameThing } from './planning/things.ts';
import type { Part } from './read-sentences.ts';
import { isKept } from './settle-behaviour.ts';
import type { Tagger } from './reading/tag-words.ts';

const has = ({ constraints }: Part, kind: string): boolean => constraints.some((each) => each.kind === kind);

/** "for lab samples": what the service keeps when the text names nothing else, else whom or what it serves. */
const settleWhom = (parts: readonly Part[], tagger: Tagger): Part[] => {
  const others = parts.some(isKept);
  const held = parts.find((part) => has(part, 'by-name'))?.object;
  return parts.map((part) => {
    const audience = part.constraints.find(({ kind }) => kind === 'audience')?.value;
    if (audience === undefined) return part;
    const thing = tagger.singular(audience);
    const described = parts.some(
      ({ object, attributes }) => attributes.length > 0 && object !== undefined && sameThing(object, thing),
    );
    if (!others || described)
      return { ...part, operation: true, verb: 'maintain', object: thing, constraints: [] };
    // "a change log for documents": each record is about one of them.
    if (held) return { ...part, object: held, constraints: [{ kind: 'complement', value: thing }] };
    return { ...part, constraints: [{ kind: 'context', value: audience }] };
  });
};

/** "an equipment register where technicians register devices": the name of the product is no thing of its own. */
const settleNames = (parts: readonly Part[]): Part[] => {
  const named = parts.find((part) => has(part, 'by-name'));
  const own = named?.object;
  const rest = parts.filter((part) => part.object !== own && part.verb !== 'change' && isKept(part));
  const mentioned = parts.some(
    (part) =>
      part !== named &&
      isKept(part) &&
      own !== undefined &&
      part.object !== undefined &&
      sameThing(part.object, own),
  );
  const meant = own === undefined || mentioned ? undefined : rest.at(0)?.object;
  return parts.map((part) => ({
    ...part,
    ...(meant !== undefined && part.object === own ? { object: meant } : {}),
    constraints: part.constraints.filter(({ kind }) => kind !== 'by-name'),
  }));
};

/** Decides what can only be decided when everything was read: what names and audiences in the service's name mean. */
export const settleAudience = (parts: readonly Part[], tagger: Tagger): Part[] =>
  settleNames(settleWhom(parts, tagger));
