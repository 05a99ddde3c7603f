import { isDeepStrictEqual } from 'node:util';

import type { Statement } from '../../../../domain/statement.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { fillReactions } from '../archetypes/fill-reactions.ts';
import type { PlannedThing } from '../plan-thing.ts';
import { valuesOf } from '../things.ts';
import { nameServices, solutionParts } from './name-services.ts';
import { planExternals } from './plan-externals.ts';
import { planMessages } from './plan-messages.ts';
import { planParts } from './plan-parts.ts';
import { planStatedReactions, stockOf } from './plan-reactions.ts';
import { settleLinks } from './settle-links.ts';
import { settleStates } from './settle-states.ts';
import {
  changeSubject,
  subjectOf,
  type DraftComputed,
  type DraftReaction,
  type Solution,
  type SolutionPart,
} from './solution.ts';

const sameReaction = (one: DraftReaction, other: DraftReaction): boolean =>
  isDeepStrictEqual([one.on, one.does], [other.on, other.does]);

/** A system is asked once about each thing; what the text says of it comes first. */
const isAsked = (reactions: readonly DraftReaction[], { does }: DraftReaction): boolean =>
  does.kind === 'ask' &&
  reactions.some((each) => each.does.kind === 'ask' && each.does.subject === does.subject);

/** What the text says comes first; what is usual is added where the text does not say the same or otherwise. */
const merge = (stated: readonly DraftReaction[], usual: readonly DraftReaction[]): DraftReaction[] => [
  ...stated,
  ...usual.filter((each) => !stated.some((one) => sameReaction(one, each)) && !isAsked(stated, each)),
];

/** Amounts that reactions take are taken from a stock. */
const withStocks = (things: readonly PlannedThing[], reactions: readonly DraftReaction[]): PlannedThing[] =>
  reactions
    .filter(({ does }) => does.kind === 'reserve')
    .reduce(
      (all, { does }) => {
        const thing = all.find(({ subject }) => subject.name === does.subject);
        const stock = thing && stockOf(thing);
        return stock ? changeSubject(all, does.subject, (subject) => ({ ...subject, stock })) : all;
      },
      [...things],
    );

/** Moves that no reaction does are done by people. */
const withPeople = (things: readonly PlannedThing[], reactions: readonly DraftReaction[]): PlannedThing[] =>
  things.map((thing) => {
    const { lifecycle, name } = thing.subject;
    if (!lifecycle) return thing;
    const reached = new Set(
      reactions
        .filter(({ does }) => does.subject === name)
        .flatMap(({ does }) =>
          does.kind === 'move' ? [does.to] : does.kind === 'ask' ? [does.accepted, does.refused] : [],
        ),
    );
    const moves = lifecycle.moves.map((move) =>
      move.by === 'reaction' && !reached.has(move.to) ? { ...move, by: 'caller' as const } : move,
    );
    return { ...thing, subject: { ...thing.subject, lifecycle: { ...lifecycle, moves } } };
  });

const computedOf = (
  parts: readonly SolutionPart[],
  things: readonly PlannedThing[],
  cast: ReadonlyMap<string, string>,
): DraftComputed[] =>
  parts.flatMap(({ archetype }) =>
    (archetype?.computed ?? []).flatMap(({ attribute, statement, formula }) => {
      const subject = subjectOf(things, cast.get(archetype?.id ?? '') ?? '');
      const own = subject?.attributes.find(({ name }) => name === attribute);
      if (!subject || own?.computed !== true || own.origin === 'stated') return [];
      return [
        {
          subject: subject.name,
          attribute,
          statement,
          formula,
          because: 'nobody adds up what the lines already say',
        },
      ];
    }),
  );

const interfacesOf = (statements: readonly Statement[]): Solution['interfaces'] => {
  const asked = statements.filter(({ constraints }) => constraints.some(({ kind }) => kind === 'also-by'));
  return asked.length === 0
    ? []
    : [{ kind: 'grpc', because: `the text asks for it: "${asked[0]?.text ?? ''}"`, statements: asked }];
};

/** Decides what goes beyond single things: which services there are, what their things are, and what happens between them. */
export const planSolution = (
  statements: readonly Statement[],
  stated: readonly PlannedThing[],
  tagger: Tagger,
): Solution => {
  const parts = solutionParts(statements, tagger);
  const product = valuesOf(statements, 'service').at(0);
  const planned =
    parts.length > 0
      ? planParts(parts, stated, { statements, tagger, ...(product ? { product } : {}) })
      : { things: [...stated], cast: new Map<string, string>(), assumptions: [] };
  const led = new Set(stated.flatMap(({ subject }) => (subject.lifecycle ? [subject.name] : [])));
  const messages = planMessages(statements, planned.things, { cast: planned.cast, tagger });
  const said = planStatedReactions(statements, messages.things);
  const outside = planExternals(statements, settleStates(messages.things, said.reactions), led);
  const chosen = [
    ...parts.flatMap(({ archetype, statement }) => (archetype ? [{ archetype, statement }] : [])),
    ...messages.chosen,
  ];
  const reactions = merge(
    [...said.reactions, ...outside.reactions],
    fillReactions(chosen, messages.cast, outside.things),
  );
  const linked = settleLinks(withStocks(outside.things, reactions), reactions);
  const systems = new Set(reactions.flatMap(({ does }) => (does.kind === 'ask' ? [does.system] : [])));
  const usual = chosen
    .flatMap(({ archetype }) => archetype.externals)
    .filter(({ name }) => systems.has(name));
  const things = withPeople(linked.things, reactions);
  return {
    services: nameServices(parts, product),
    things,
    reactions,
    externals: [
      ...outside.externals,
      ...usual.filter(({ name }) => !outside.externals.some((each) => each.name === name)),
    ],
    interfaces: interfacesOf(statements),
    computed: computedOf(parts, things, planned.cast),
    assumptions: [...planned.assumptions, ...linked.assumptions],
    unrealised: [...said.unrealised, ...outside.unrealised],
  };
};
