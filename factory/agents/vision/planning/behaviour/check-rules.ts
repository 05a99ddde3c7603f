import type { Formula, PlannedRule } from '../../../../domain/planned-rule.ts';
import { storiesOf, type ProductPlan, type Subject } from '../../../../domain/product-plan.ts';
import type { AgentFinding } from '../../../define-agent.ts';
import { referencesOf } from './rule-references.ts';

export const finding = (rule: string, message: string): AgentFinding => ({ rule, message });

const names = (attributes: readonly { name: string }[]): string[] => attributes.map(({ name }) => name);

const GENERAL = new Set(['change', 'remove', 'view', 'find', 'export', 'add']);

/** Verbs that can be done with a subject: those of its life cycle and account, and how one is put in. */
const isDone = (plan: ProductPlan, subject: Subject, verb: string): boolean =>
  GENERAL.has(verb) ||
  subject.lifecycle?.moves.some((move) => move.verb === verb) === true ||
  subject.ledger?.moves.some((move) => move.verb === verb) === true ||
  storiesOf(plan).some(
    (story) =>
      story.subject === subject.name && story.intent === 'record' && story.want.startsWith(`${verb} `),
  );

/** Names of a formula that mean no attribute, or no part. */
const unknownIn = (formula: Formula, attributes: readonly string[], subject: Subject): string[] => {
  switch (formula.op) {
    case 'number':
      return [];
    case 'attribute':
      return attributes.includes(formula.name) ? [] : [formula.name];
    case 'sum':
    case 'count':
    case 'minimum':
    case 'maximum': {
      const part = subject.parts.find(
        ({ name, plural }) => name === formula.parts || plural === formula.parts,
      );
      if (!part) return [formula.parts];
      return formula.of ? unknownIn(formula.of, names(part.attributes), subject) : [];
    }
    default:
      return [
        ...unknownIn(formula.left, attributes, subject),
        ...unknownIn(formula.right, attributes, subject),
      ];
  }
};

const unknownTerms = (plan: ProductPlan, rule: PlannedRule, subject: Subject): string[] => {
  const part = 'part' in rule && rule.part !== undefined ? rule.part : undefined;
  const scope = part ? subject.parts.find(({ name }) => name === part) : subject;
  if (!scope) return [part ?? ''];
  const { attributes, terms, formula } = referencesOf(rule);
  const known = names(scope.attributes);
  return [
    ...attributes.filter((name) => !known.includes(name)),
    ...(formula ? unknownIn(formula, known, subject) : []),
    ...terms.flatMap(({ attribute, through }) => {
      if (through === undefined) return known.includes(attribute) ? [] : [attribute];
      const refers = subject.attributes.find(({ name }) => name === through)?.refers;
      const other = plan.subjects.find(({ name }) => name === refers);
      if (!other) return [through];
      return names(other.attributes).includes(attribute) ? [] : [attribute];
    }),
  ];
};

/** States that what is referred to does not have. */
const unknownRelated = (plan: ProductPlan, rule: PlannedRule, subject: Subject): string[] => {
  if (rule.kind !== 'while') return [];
  const refers = subject.attributes.find(({ name }) => name === rule.through)?.refers;
  const known = plan.subjects.find(({ name }) => name === refers)?.lifecycle?.states ?? [];
  return rule.states.filter((state) => !known.includes(state));
};

export const ruleFindings = (plan: ProductPlan, rule: PlannedRule): AgentFinding[] => {
  const subject = plan.subjects.find(({ name }) => name === rule.subject);
  if (!subject)
    return [
      finding('rule-subject', `Rule ${rule.id} is about "${rule.subject}", which the plan does not keep.`),
    ];
  const { states, verbs } = referencesOf(rule);
  const account = (rule.kind === 'floor' || rule.kind === 'expiry') && subject.ledger === undefined;
  return [
    ...unknownTerms(plan, rule, subject).map((name) =>
      finding('rule-terms', `Rule ${rule.id} speaks of "${name}", which ${subject.name} does not have.`),
    ),
    ...states
      .filter((state) => subject.lifecycle?.states.includes(state) !== true)
      .map((state) =>
        finding(
          'rule-state',
          `Rule ${rule.id} speaks of the state "${state}", which ${subject.name} does not have.`,
        ),
      ),
    ...unknownRelated(plan, rule, subject).map((state) =>
      finding(
        'rule-state',
        `Rule ${rule.id} speaks of the state "${state}", which its reference does not have.`,
      ),
    ),
    ...verbs
      .filter((verb) => !isDone(plan, subject, verb))
      .map((verb) =>
        finding('rule-verb', `Rule ${rule.id} is for "${verb}", which is not done with ${subject.name}.`),
      ),
    ...(account
      ? [finding('rule-ledger', `Rule ${rule.id} is about a balance, which ${subject.name} does not have.`)]
      : []),
    ...(plan.requirements.some(({ id }) => id === rule.requirementId)
      ? []
      : [finding('rule-requirement', `Rule ${rule.id} serves ${rule.requirementId}, which does not exist.`)]),
    ...(storiesOf(plan).some(({ criteria }) =>
      criteria.some(({ check }) => check.kind === 'rule' && check.rule === rule.id),
    )
      ? []
      : [finding('rule-criterion', `No criterion tests rule ${rule.id}.`)]),
  ];
};
