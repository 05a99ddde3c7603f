import type { Feature, Requirement, Story } from '../../../../domain/product-plan.ts';
import type { Sketch } from '../behaviour/sketch.ts';
import { writeBehaviour } from '../behaviour/write-behaviour.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { withArticle } from '../wording.ts';

export type WrittenMoves = { requirements: Requirement[]; features: Omit<Feature, 'id'>[] };

const isTold = (stories: readonly Story[], { subject }: PlannedThing): boolean =>
  stories.some((story) => story.intent === 'move' && story.subject === subject.name);

const sketchOf = ({ subject, wants, actors }: PlannedThing): Sketch | undefined => {
  const { lifecycle, name, plural, attributes, parts } = subject;
  if (!lifecycle) return undefined;
  const statements = wants.flatMap((want) => want.statements);
  const actor = actors.get('record');
  return {
    thing: { name, statements, doing: false },
    name,
    plural,
    attributes,
    parts,
    rules: [],
    doing: false,
    unrealised: [],
    assumptions: [],
    lifecycle: {
      ...lifecycle,
      statements,
      moves: lifecycle.moves.map((move) => ({ ...move, ...(actor ? { actor } : {}), statements: [] })),
    },
  };
};

/** Stories for the moves that people do with things whose life cycle no clause of the text describes by itself. */
export const writeMoves = (
  things: readonly PlannedThing[],
  told: readonly Story[],
  firstRequirement: number,
): WrittenMoves => {
  const written: WrittenMoves = { requirements: [], features: [] };
  for (const thing of things) {
    if (isTold(told, thing)) continue;
    const own = writeBehaviour(sketchOf(thing), firstRequirement + written.requirements.length, 1);
    const because = `what happens to ${withArticle(thing.subject.name)} leads it from one state to the next`;
    written.requirements.push(
      ...own.requirements.map((each) => ({ ...each, origin: 'derived' as const, because })),
    );
    written.features.push(...own.features);
  }
  return written;
};
