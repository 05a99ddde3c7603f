import type { PlannedRule } from '../../../../domain/planned-rule.ts';
import type { Feature, Requirement, Story } from '../../../../domain/product-plan.ts';
import { capitalised } from '../wording.ts';
import { ruleWords } from './rule-criteria.ts';
import type { RuleDraft, Sketch } from './sketch.ts';
import { writeMoves } from './write-moves.ts';
import { writePosts } from './write-posts.ts';
import { idsOf, requirement, roleFor, story } from './written.ts';

/** What the plan says about the behaviour of one thing. */
export type WrittenBehaviour = {
  requirements: Requirement[];
  features: Omit<Feature, 'id'>[];
  rules: PlannedRule[];
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
