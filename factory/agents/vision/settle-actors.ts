import type { Part } from './read-sentences.ts';

/** "students can withdraw until …": from what students did, else from what was spoken of before. */
export const settleActors = (parts: readonly Part[]): Part[] =>
  parts.map((part, index) => {
    if (part.behaviour?.kind !== 'window' || part.object !== undefined) return part;
    const done = parts.find(
      ({ behaviour, actor }) => behaviour?.kind === 'doing' && actor !== undefined && actor === part.actor,
    );
    if (done?.object) return { ...part, object: done.object, verb: done.object };
    const before = parts.slice(0, index).findLast(({ object }) => object !== undefined)?.object;
    return before ? { ...part, object: before } : part;
  });

/** "mark a guest as arrived": where the guest is only who made a reservation, that reservation is marked. */
export const settleMarked = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    if (part.behaviour?.kind !== 'moves' || part.object === undefined) return part;
    const kept = parts.some(
      (each) =>
        each !== part &&
        each.object === part.object &&
        (each.attributes.length > 0 || each.verb !== undefined),
    );
    const done = parts.find(({ behaviour, actor }) => behaviour?.kind === 'doing' && actor === part.object);
    return kept || !done?.object ? part : { ...part, object: done.object, verb: done.object };
  });

/** "Holiday requests: an employee requests holidays": what is requested is in the name of the request. */
export const settleTitled = (parts: readonly Part[]): Part[] => {
  const titles = parts.flatMap(({ constraints }) =>
    constraints.filter(({ kind }) => kind === 'service' || kind === 'heading').map(({ value }) => value),
  );
  return parts.map((part) => {
    const { behaviour } = part;
    if (behaviour?.kind !== 'doing' || behaviour.object === undefined) return part;
    const { object, ...rest } = behaviour;
    const kept = parts.some((each) => each !== part && each.object === object);
    return !kept && titles.some((title) => title.includes(`${object} ${behaviour.verb}`))
      ? { ...part, behaviour: rest }
      : part;
  });
};
