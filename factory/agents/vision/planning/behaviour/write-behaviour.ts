import type { PlannedRule } from '../../../../domain/planned-rule.ts';
import type { Criterion, Feature, Requirement, Story } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { stateOfVerb } from './life-cycle-words.ts';
import { ruleWords } from './rule-criteria.ts';
import type { Move, RuleDraft, Sketch } from './sketch.ts';

/** What the plan says about the behaviour of one thing. */
export type WrittenBehaviour = {
  requirements: Requirement[];
  features: Omit<Feature, 'id'>[];
  rules: PlannedRule[];
};

type Draft = Omit<Criterion, 'id'>;

const numbered = (storyId: string, drafts: readonly Draft[]): Criterion[] =>
  drafts.map((draft, index) => ({ id: `${storyId}.C${index + 1}`, ...draft }));

const idsOf = (statements: readonly Statement[]): string[] => [...new Set(statements.map(({ id }) => id))];

const requirement = (id: string, text: string, statements: readonly Statement[]): Requirement => ({
  id,
  text,
  origin: 'stated',
  statementIds: idsOf(statements),
  priority: 'must',
});

const story = (
  requirementId: string,
  number: number,
  fields: Pick<Story, 'title' | 'role' | 'want' | 'benefit' | 'intent' | 'subject' | 'businessValue'>,
  drafts: readonly Draft[],
): Story => {
  const id = `${requirementId}.S${number}`;
  return { id, ...fields, requirementIds: [requirementId], criteria: numbered(id, drafts), priority: 'must' };
};

const roleFor = (sketch: Sketch, actor: string | undefined): string =>
  actor ?? `person who works with ${sketch.plural}`;

const refusedIn = (sketch: Sketch, move: Move): string | undefined =>
  sketch.lifecycle?.states.findLast((state) => !move.from.includes(state) && state !== move.to) ??
  (move.from.includes(move.to) ? undefined : move.to);

const moveCriteria = (sketch: Sketch, move: Move, first: boolean): Draft[] => {
  const { name } = sketch;
  const done = stateOfVerb(move.verb);
  const refused = refusedIn(sketch, move);
  return [
    {
      title: `${capitalised(withArticle(`${move.from[0] ?? ''} ${name}`))} becomes ${move.to}`,
      given: `${withArticle(name)} that is ${listing(move.from, 'or')}`,
      when: `a person asks to ${move.verb} it`,
      then: `the ${name} is ${move.to}, and since when is known`,
      check: { kind: 'moved', subject: name, verb: move.verb, to: move.to },
    },
    ...(refused === undefined
      ? []
      : [
          {
            title: `${capitalised(withArticle(`${refused} ${name}`))} cannot be ${done}`,
            given: `${withArticle(name)} that is ${refused}`,
            when: `a person asks to ${move.verb} it`,
            then: `it is refused, and the ${name} is still ${refused}`,
            check: { kind: 'move-refused' as const, subject: name, verb: move.verb, state: refused },
          },
        ]),
    ...(first
      ? [
          {
            title: `Of two people who work on the same ${name}, one is told`,
            given: `${withArticle(name)} that two people have read`,
            when: 'both act on what they read, one after the other',
            then: 'the second is refused, and nothing of the first is lost',
            check: { kind: 'concurrent' as const, subject: name },
          },
        ]
      : []),
  ];
};

const writeMoves = (
  sketch: Sketch,
  requirementId: string,
): { requirement: Requirement; stories: Story[] } | undefined => {
  const { lifecycle, name } = sketch;
  if (!lifecycle) return undefined;
  const called = lifecycle.moves.filter(({ by }) => by === 'caller');
  const stories = called.map((move, index) =>
    story(
      requirementId,
      index + 1,
      {
        title: `${capitalised(move.verb)} ${withArticle(name)}`,
        role: roleFor(sketch, move.actor),
        want: `${move.verb} ${withArticle(name)}`,
        benefit: `everybody sees that it is ${move.to}`,
        intent: 'move',
        subject: name,
        businessValue: 85,
      },
      moveCriteria(sketch, move, index === 0),
    ),
  );
  const text = `${capitalised(withArticle(name))} is ${listing(lifecycle.states, 'or')}; it begins as ${lifecycle.initial}, and ${listing(lifecycle.moves.map(({ from, to }) => `goes from ${listing(from, 'or')} to ${to}`))}.`;
  return stories.length === 0
    ? undefined
    : {
        requirement: requirement(requirementId, text, [
          ...lifecycle.statements,
          ...lifecycle.moves.flatMap(({ statements }) => statements),
        ]),
        stories,
      };
};

const writePosts = (
  sketch: Sketch,
  requirementId: string,
): { requirement: Requirement; stories: Story[] } | undefined => {
  const { ledger, name } = sketch;
  if (!ledger) return undefined;
  const stories = ledger.moves.map(({ verb, direction }, index) =>
    story(
      requirementId,
      index + 1,
      {
        title: `${capitalised(verb)} ${ledger.unit}`,
        role: roleFor(sketch, ledger.actors.get(verb)),
        want: `${verb} ${ledger.unit}`,
        benefit: `the balance of the ${name} is right`,
        intent: 'post',
        subject: name,
        businessValue: 95,
      },
      [
        {
          title: `The balance ${direction === 'in' ? 'grows' : 'shrinks'} by what is ${stateOfVerb(verb)}`,
          given: `${withArticle(name)} with a balance of 100 ${ledger.unit}`,
          when: `10 ${ledger.unit} are ${stateOfVerb(verb)}, and the same is sent again with the same key`,
          then: `the balance is ${direction === 'in' ? 110 : 90} ${ledger.unit}`,
          check: { kind: 'posted', subject: name, verb },
        },
      ],
    ),
  );
  const [into, out] = (['in', 'out'] as const).map((side) =>
    ledger.moves.filter(({ direction }) => direction === side).map(({ verb }) => stateOfVerb(verb)),
  );
  const ways = [
    ...(into && into.length > 0 ? [`it grows by what is ${listing(into, 'or')}`] : []),
    ...(out && out.length > 0 ? [`it shrinks by what is ${listing(out, 'or')}`] : []),
  ];
  return {
    requirement: requirement(
      requirementId,
      `${capitalised(withArticle(name))} keeps a balance of ${ledger.unit}: ${listing(ways)}.`,
      ledger.statements,
    ),
    stories,
  };
};

const writeRule = (
  sketch: Sketch,
  draft: RuleDraft,
  requirementId: string,
  ruleId: string,
): { requirement: Requirement; story: Story; rule: PlannedRule } => {
  const { rule, statements } = draft;
  const words = ruleWords(draft, sketch);
  return {
    requirement: requirement(requirementId, rule.statement, statements),
    rule: {
      ...rule,
      id: ruleId,
      subject: sketch.name,
      requirementId,
      statementIds: idsOf(statements),
    } as PlannedRule,
    story: story(
      requirementId,
      1,
      {
        title: rule.statement.replace(/\.$/, ''),
        role: roleFor(sketch, undefined),
        want: `rely on this: ${rule.statement.charAt(0).toLowerCase()}${rule.statement.slice(1).replace(/\.$/, '')}`,
        benefit: 'nobody has to watch over it',
        intent: 'uphold',
        subject: sketch.name,
        businessValue: 80,
      },
      [{ ...words, check: { kind: 'rule', subject: sketch.name, rule: ruleId } }],
    ),
  };
};

const feature = (title: string, description: string, stories: Story[]): Omit<Feature, 'id'>[] =>
  stories.length === 0
    ? []
    : [
        {
          title,
          description,
          businessValue: Math.max(...stories.map(({ businessValue }) => businessValue)),
          stories,
        },
      ];

/** Requirements, stories and rules for the behaviour of one thing; numbers go on from those given. */
export const writeBehaviour = (
  sketch: Sketch | undefined,
  firstRequirement: number,
  firstRule: number,
): WrittenBehaviour => {
  if (!sketch) return { requirements: [], features: [], rules: [] };
  let next = firstRequirement;
  const id = () => `R${next++}`;
  const called = sketch.lifecycle?.moves.some(({ by }) => by === 'caller') === true;
  const moves = called ? writeMoves(sketch, id()) : undefined;
  const posts = sketch.ledger ? writePosts(sketch, id()) : undefined;
  const rules = sketch.rules.map((draft, index) => writeRule(sketch, draft, id(), `B${firstRule + index}`));
  const { plural } = sketch;
  return {
    requirements: [moves, posts, ...rules].flatMap((each) => each?.requirement ?? []),
    rules: rules.map(({ rule }) => rule),
    features: [
      ...feature(
        `Lead ${plural} through their states`,
        `${capitalised(plural)} go from state to state, and only where the text allows it.`,
        moves?.stories ?? [],
      ),
      ...feature(
        `Move ${sketch.ledger?.unit ?? 'amounts'}`,
        `What goes in and out of ${plural} is counted once and adds up.`,
        posts?.stories ?? [],
      ),
      ...feature(
        `Uphold the rules for ${plural}`,
        `${capitalised(plural)} keep to: ${rules.map(({ rule }) => rule.statement).join(' ')}`,
        rules.map((each) => each.story),
      ),
    ],
  };
};
