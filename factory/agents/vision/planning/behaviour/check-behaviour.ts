import {
  storiesOf,
  type Criterion,
  type ProductPlan,
  type Subject,
} from '../../../../domain/product-plan.ts';
import type { AgentFinding } from '../../../define-agent.ts';
import { finding, ruleFindings } from './check-rules.ts';

const lifecycleFindings = ({ name, lifecycle }: Subject): AgentFinding[] => {
  if (!lifecycle) return [];
  const { initial, states, moves } = lifecycle;
  const reached = new Set([initial]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of moves) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  const spoken = [initial, ...moves.flatMap(({ from, to }) => [...from, to])];
  return [
    ...[...new Set(spoken)]
      .filter((state) => !states.includes(state))
      .map((state) =>
        finding('known-state', `A move of ${name} speaks of "${state}", which is none of its states.`),
      ),
    ...states
      .filter((state) => !reached.has(state))
      .map((state) => finding('state-reached', `Nothing leads ${name} to "${state}".`)),
  ];
};

const attributeFindings = (plan: ProductPlan, subject: Subject): AgentFinding[] =>
  [...subject.attributes, ...subject.parts.flatMap(({ attributes }) => attributes)].flatMap(
    ({ name, nature, refers, computed }) => [
      ...(nature === 'reference' && !plan.subjects.some((each) => each.name === refers)
        ? [
            finding(
              'known-reference',
              `The ${name} of ${subject.name} refers to "${refers ?? ''}", which the plan does not keep.`,
            ),
          ]
        : []),
      ...(computed &&
      !plan.rules.some(
        (rule) => rule.subject === subject.name && 'attribute' in rule && rule.attribute === name,
      )
        ? [finding('computed-rule', `No rule says how the ${name} of ${subject.name} is computed.`)]
        : []),
    ],
  );

const NO_LIFE: Pick<NonNullable<Subject['lifecycle']>, 'states' | 'moves'> = { states: [], moves: [] };

/** Whether a criterion tests what its subject does. */
const isFounded = (plan: ProductPlan, check: Criterion['check']): boolean => {
  const subject = plan.subjects.find(({ name }) => name === check.subject);
  const { states, moves } = subject?.lifecycle ?? NO_LIFE;
  switch (check.kind) {
    case 'rule':
      return plan.rules.some((rule) => rule.id === check.rule && rule.subject === check.subject);
    case 'moved':
      return moves.some(({ verb, to }) => verb === check.verb && to === check.to);
    case 'move-refused': {
      const own = moves.filter(({ verb }) => verb === check.verb);
      const allowed = own.some(({ from }) => from.includes(check.state));
      return states.includes(check.state) && own.length > 0 && !allowed;
    }
    case 'posted':
      return subject?.ledger?.moves.some(({ verb }) => verb === check.verb) === true;
    default:
      return true;
  }
};

const criterionFindings = (plan: ProductPlan): AgentFinding[] =>
  storiesOf(plan).flatMap(({ criteria }) =>
    criteria
      .filter(({ check }) => !isFounded(plan, check))
      .map(({ id, check }) =>
        finding('criterion-behaviour', `Criterion ${id} tests what ${check.subject} does not do.`),
      ),
  );

/** What is wrong with the life cycles, accounts, references and rules of a plan. */
export const behaviourFindings = (plan: ProductPlan): AgentFinding[] => [
  ...plan.rules.flatMap((rule) => ruleFindings(plan, rule)),
  ...plan.subjects.flatMap((subject) => [...lifecycleFindings(subject), ...attributeFindings(plan, subject)]),
  ...criterionFindings(plan),
];
