import type { PlannedReaction } from '../../../../domain/planned-reaction.ts';
import type {
  Epic,
  Feature,
  ProductPlan,
  Requirement,
  Story,
  Subject,
} from '../../../../domain/product-plan.ts';
import { capitalised, listing, withArticle } from '../wording.ts';
import { processesOf } from './find-processes.ts';
import { reactionParts, reactionText, reactionTitle } from './reaction-words.ts';
import { writeMoves } from './write-moves.ts';
import type { Solution } from './solution.ts';

/** Numbers that the plan used so far. */
export type Counts = {
  requirements: number;
  features: number;
  epics: number;
  rules: number;
  /** Stories that are written already. */
  stories: readonly Story[];
};

export type WrittenSolution = Pick<ProductPlan, 'requirements' | 'rules' | 'reactions' | 'interfaces'> & {
  epics: Epic[];
};

const ids = (statements: readonly { id: string }[]): string[] => [...new Set(statements.map(({ id }) => id))];

const requirement = (
  id: string,
  text: string,
  { statements, because }: { statements: readonly { id: string }[]; because?: string | undefined },
): Requirement => ({
  id,
  text,
  origin: because === undefined ? 'stated' : 'derived',
  ...(because === undefined ? {} : { because }),
  statementIds: ids(statements),
  priority: 'must',
});

type Wanted = Pick<Story, 'title' | 'role' | 'want' | 'benefit' | 'intent' | 'subject' | 'businessValue'> & {
  criteria: Omit<Story['criteria'][number], 'id'>[];
};

const story = (requirementId: string, also: readonly string[], wanted: Wanted): Story => ({
  ...wanted,
  id: `${requirementId}.S1`,
  requirementIds: [requirementId, ...also],
  criteria: wanted.criteria.map((criterion, index) => ({
    id: `${requirementId}.S1.C${index + 1}`,
    ...criterion,
  })),
  priority: 'must',
});

const reactionStory = (reaction: PlannedReaction, subjects: readonly Subject[]): Wanted => {
  const { when, then } = reactionParts(reaction, subjects);
  return {
    title: reactionTitle(reaction),
    role: `person who works with ${subjects.find(({ name }) => name === reaction.does.subject)?.plural ?? reaction.does.subject}`,
    want: `rely on this: ${reaction.statement.charAt(0).toLowerCase()}${reaction.statement.slice(1, -1)}`,
    benefit: 'nobody has to carry the news from one to the other',
    intent: 'react',
    subject: reaction.does.subject,
    businessValue: 85,
    criteria: [
      {
        title: reaction.statement.slice(0, -1),
        given: `${withArticle(reaction.on.subject)} that is kept`,
        when,
        then,
        check: { kind: 'reacted', subject: reaction.does.subject, reaction: reaction.id },
      },
    ],
  };
};

/** Reactions with their requirements, the processes they add up to, and a story for each. */
const writeReactions = (solution: Solution, first: number) => {
  const subjects = solution.things.map(({ subject }) => subject);
  const reactions = solution.reactions.map((draft, index): PlannedReaction => ({
    id: `W${index + 1}`,
    statement: reactionText(draft, subjects),
    requirementId: `R${first + index}`,
    statementIds: ids(draft.statements),
    on: draft.on,
    does: draft.does,
  }));
  const requirements = reactions.map((each, index) =>
    requirement(each.requirementId, each.statement, solution.reactions[index] ?? { statements: [] }),
  );
  const processes = processesOf(solution.reactions, subjects).map(({ text, members }, index) => {
    const own = members.flatMap((member) => solution.reactions[member] ?? []);
    const stated = own.every(({ because }) => because === undefined);
    return {
      members,
      requirement: requirement(`R${first + reactions.length + index}`, text, {
        statements: own.flatMap(({ statements }) => statements),
        because: stated
          ? undefined
          : 'what happens to one thing is the beginning of what happens to the next',
      }),
    };
  });
  const stories = reactions.map((each, index) =>
    story(
      each.requirementId,
      processes.filter(({ members }) => members.includes(index)).map((process) => process.requirement.id),
      reactionStory(each, subjects),
    ),
  );
  return {
    reactions,
    requirements: [...requirements, ...processes.map((each) => each.requirement)],
    stories,
  };
};

const writeComputed = (solution: Solution, firstRequirement: number, firstRule: number) =>
  solution.computed.map(({ subject, attribute, statement, formula, because }, index) => {
    const requirementId = `R${firstRequirement + index}`;
    const rule = {
      id: `B${firstRule + index}`,
      subject,
      statement,
      requirementId,
      statementIds: [],
      kind: 'computed' as const,
      attribute,
      formula,
    };
    return {
      rule,
      requirement: requirement(requirementId, statement, { statements: [], because }),
      story: story(requirementId, [], {
        title: `Work out the ${attribute} of ${withArticle(subject)}`,
        role: `person who works with ${solution.things.find((thing) => thing.subject.name === subject)?.subject.plural ?? subject}`,
        want: `rely on the ${attribute} of ${withArticle(subject)}`,
        benefit: 'nobody has to add it up',
        intent: 'uphold',
        subject,
        businessValue: 70,
        criteria: [
          {
            title: statement.slice(0, -1),
            given: `${withArticle(subject)} with parts that are known`,
            when: `the ${subject} is shown`,
            then: `its ${attribute} is what the parts add up to`,
            check: { kind: 'rule', subject, rule: rule.id },
          },
        ],
      }),
    };
  });

const writeInterfaces = (solution: Solution, first: number) =>
  solution.interfaces.map(({ kind, because, statements }, index) => {
    const id = `R${first + index}`;
    const plurals = listing(solution.things.map(({ subject }) => subject.plural));
    const about = requirement(
      id,
      `Other services can do with ${plurals} over gRPC what people can do over HTTP.`,
      { statements },
    );
    const stories = solution.things.map(({ subject }, number): Story => ({
      ...story(id, [], {
        title: `Call ${subject.plural} over gRPC`,
        role: 'other service',
        want: `record and read ${subject.plural} over gRPC`,
        benefit: 'I call it with the types that I know',
        intent: 'connect',
        subject: subject.name,
        businessValue: 60,
        criteria: [
          {
            title: `${capitalised(withArticle(subject.name))} is recorded and read over gRPC`,
            given: `a service that knows the interface of ${subject.plural}`,
            when: `it records ${withArticle(subject.name)} over gRPC and reads it`,
            then: 'it gets the same as over HTTP',
            check: { kind: 'called-by-grpc', subject: subject.name },
          },
        ],
      }),
      id: `${id}.S${number + 1}`,
    }));
    return {
      interface: { kind, because },
      requirement: about,
      stories: stories.map((each) => ({
        ...each,
        criteria: each.criteria.map((criterion, at) => ({ ...criterion, id: `${each.id}.C${at + 1}` })),
      })),
    };
  });

const feature = (title: string, stories: readonly Story[]): Omit<Feature, 'id'>[] =>
  stories.length === 0
    ? []
    : [
        {
          title,
          description: `${capitalised(listing(stories.map((each) => each.title)))}.`,
          businessValue: Math.max(...stories.map(({ businessValue }) => businessValue)),
          stories: [...stories],
        },
      ];

/** Requirements, stories and numbers of everything that goes beyond single things. */
export const writeSolution = (solution: Solution, counts: Counts): WrittenSolution => {
  const moved = writeMoves(solution.things, counts.stories, counts.requirements + 1);
  const before = counts.requirements + moved.requirements.length;
  const computed = writeComputed(solution, before + 1, counts.rules + 1);
  const reacting = writeReactions(solution, before + computed.length + 1);
  const connected = writeInterfaces(solution, before + computed.length + reacting.requirements.length + 1);
  const features = [
    ...moved.features,
    ...feature(
      'Work out totals',
      computed.map((each) => each.story),
    ),
    ...feature('React to what happens', reacting.stories),
    ...feature(
      'Call it over gRPC',
      connected.flatMap(({ stories }) => stories),
    ),
  ].map((each, index): Feature => ({ id: `F${counts.features + index + 1}`, ...each }));
  return {
    requirements: [
      ...moved.requirements,
      ...computed.map((each) => each.requirement),
      ...reacting.requirements,
      ...connected.map((each) => each.requirement),
    ],
    rules: computed.map(({ rule }) => rule),
    reactions: reacting.reactions,
    interfaces: connected.map((each) => each.interface),
    epics:
      features.length === 0
        ? []
        : [
            {
              id: `E${counts.epics + 1}`,
              title: solution.reactions.length > 0 ? 'Work together' : 'Beyond single things',
              description: `What goes beyond one thing: ${listing(features.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)))}.`,
              features,
            },
          ],
  };
};
