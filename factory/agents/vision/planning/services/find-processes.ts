import type { Subject } from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import type { DraftReaction } from './solution.ts';

/** `subject: happened`; a thing without states only begins. */
export const happeningOf = (name: string, happened: string, subjects: readonly Subject[]): string => {
  const subject = subjects.find((each) => each.name === name);
  const begins = subject && !subject.lifecycle && subject.stock === undefined;
  return `${name}: ${begins ? 'begun' : happened}`;
};

/** What a reaction makes happen. */
export const outcomesOf = ({ does }: Pick<DraftReaction, 'does'>, subjects: readonly Subject[]): string[] => {
  const initial = subjects.find(({ name }) => name === does.subject)?.lifecycle?.initial;
  switch (does.kind) {
    case 'start':
      return [happeningOf(does.subject, initial ?? 'begun', subjects)];
    case 'move':
      return [`${does.subject}: ${does.to}`];
    case 'reserve':
      return [`${does.subject}: reserved`, `${does.subject}: not reserved`];
    case 'release':
      return [];
    case 'ask':
      return [`${does.subject}: ${does.accepted}`, `${does.subject}: ${does.refused}`];
  }
};

const causeOf = ({ on }: Pick<DraftReaction, 'on'>, subjects: readonly Subject[]): string =>
  happeningOf(on.subject, on.happened, subjects);

export type FoundProcess = {
  text: string;
  /** Positions of its reactions. */
  members: number[];
};

/** Reactions that follow from the ones before them, from one that nothing causes. */
const membersFrom = (
  start: number,
  reactions: readonly DraftReaction[],
  subjects: readonly Subject[],
): number[] => {
  const members = new Set([start]);
  for (let grown = true; grown;) {
    grown = false;
    const happened = new Set(
      [...members].flatMap((at) => outcomesOf(reactions[at] as DraftReaction, subjects)),
    );
    for (const [at, reaction] of reactions.entries())
      if (
        !members.has(at) &&
        (happened.has(causeOf(reaction, subjects)) ||
          causeOf(reaction, subjects) === causeOf(reactions[start] as DraftReaction, subjects))
      ) {
        members.add(at);
        grown = true;
      }
  }
  return [...members].toSorted((one, other) => one - other);
};

/** Chains of two and more reactions across two and more things: the business processes. */
export const processesOf = (
  reactions: readonly DraftReaction[],
  subjects: readonly Subject[],
): FoundProcess[] => {
  const caused = new Set(reactions.flatMap((reaction) => outcomesOf(reaction, subjects)));
  const starts = reactions.flatMap((reaction, at) => (caused.has(causeOf(reaction, subjects)) ? [] : [at]));
  const seen = new Set<string>();
  return starts.flatMap((start) => {
    const cause = causeOf(reactions[start] as DraftReaction, subjects);
    if (seen.has(cause)) return [];
    seen.add(cause);
    const members = membersFrom(start, reactions, subjects);
    const things = [
      ...new Set(
        members.flatMap((at) => [reactions[at]?.on.subject ?? '', reactions[at]?.does.subject ?? '']),
      ),
    ];
    if (members.length < 2 || things.length < 2) return [];
    const [first] = members.map((at) => reactions[at] as DraftReaction);
    const subject = subjects.find(({ name }) => name === first?.on.subject);
    const moves = members.flatMap((at) => {
      const does = reactions[at]?.does;
      return does?.kind === 'move' && does.subject === subject?.name ? [does.to] : [];
    });
    const left = new Set(subject?.lifecycle?.moves.flatMap(({ from }) => from));
    const ends = [...new Set(moves)].filter((state) => !left.has(state));
    const becomes = ends.length > 0 ? `, and ends ${listing(ends, 'or')}` : '';
    return [
      {
        text: `${capitalised(withArticle(subject?.name ?? ''))} that is ${first?.on.happened ?? ''} goes its way through ${listing(things.filter((name) => name !== subject?.name).map((name) => subjects.find((each) => each.name === name)?.plural ?? name))} by itself${becomes}.`,
        members,
      },
    ];
  });
};
