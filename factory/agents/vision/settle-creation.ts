import type { Part } from './read-sentences.ts';

const created = (parts: readonly Part[], name: string | undefined): string[] =>
  parts
    .filter(({ object }) => object === name)
    .flatMap(({ constraints }) => constraints)
    .filter(({ kind }) => kind === 'created-as')
    .map(({ value }) => value.replace(/s$/, ''));

/** "30 days after it was started" of what people start with a title: since it was put in, which is no state of its own. */
export const settleCreation = (parts: readonly Part[]): Part[] =>
  parts.map((part) => {
    const { behaviour } = part;
    if (behaviour?.kind !== 'due' || behaviour.since === undefined) return part;
    if (!created(parts, part.object).includes(behaviour.since)) return part;
    const { since: _since, ...rest } = behaviour;
    return { ...part, behaviour: rest };
  });
