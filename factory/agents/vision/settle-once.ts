import type { Part } from './read-sentences.ts';

const ANYBODY = /^(?:everyone|everybody|anyone|anybody|people|somebody|someone|one)$/;

type Once = { verb: string; thing: string; actor: string };

/** "a member may sign a petition only once": who does what with which, and so often that it is kept. */
const onceIn = (parts: readonly Part[]): Once[] =>
  parts.flatMap(({ behaviour, object }) => {
    if (behaviour?.kind !== 'unique' || behaviour.verb === undefined || object !== behaviour.verb) return [];
    const [actor, thing] = behaviour.attributes;
    return actor !== undefined && thing !== undefined ? [{ verb: behaviour.verb, thing, actor }] : [];
  });

const isDone = ({ behaviour, object }: Part, { verb, thing }: Once): boolean =>
  behaviour?.kind === 'moves' &&
  object === thing &&
  behaviour.verbs.length === 1 &&
  behaviour.verbs[0] === verb;

const isForbidden = ({ behaviour, object }: Part, { verb, thing }: Once): boolean =>
  behaviour?.kind === 'gate' && object === thing && behaviour.verbs.every((each) => each === verb);

const settleOne = (parts: readonly Part[], once: Once): Part[] => {
  const stated = parts.find((part) => isDone(part, once))?.actor;
  const actor = ANYBODY.test(once.actor) ? (stated ?? 'person') : once.actor;
  return parts.map((part) => {
    const { behaviour } = part;
    if (behaviour?.kind === 'unique' && behaviour.verb === once.verb)
      return {
        ...part,
        actor,
        behaviour: {
          ...behaviour,
          attributes: behaviour.attributes.map((name) => (name === once.actor ? actor : name)),
        },
      };
    if (isDone(part, once))
      return {
        ...part,
        object: once.verb,
        verb: once.verb,
        actor: stated ?? actor,
        behaviour: { kind: 'doing', verb: once.verb, object: once.thing },
      };
    if (behaviour?.kind === 'gate' && isForbidden(part, once)) {
      const { state, allowed } = behaviour;
      return {
        ...part,
        object: once.verb,
        verb: once.verb,
        behaviour: { kind: 'while', of: once.thing, state, allowed },
      };
    }
    return part;
  });
};

/** "people sign petitions; everyone can sign one only once": each signing is kept, and the petition stays as it is. */
export const settleOnce = (parts: readonly Part[]): Part[] =>
  onceIn(parts).reduce<Part[]>((all, once) => settleOne(all, once), [...parts]);
