import { storiesOf, type ProductPlan, type Subject } from '../../../../domain/product-plan.ts';
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

const criterionFindings = (plan: ProductPlan): AgentFinding[] =>
  storiesOf(plan).flatMap(({ criteria }) =>
    criteria.flatMap(({ id, check }) => {
      const subject = plan.subjects.find(({ name }) => name === check.subject);
      const moves = subject?.lifecycle?.moves ?? [];
      const wrong =
        (check.kind === 'rule' &&
          !plan.rules.some((rule) => rule.id === check.rule && rule.subject === check.subject)) ||
        (check.kind === 'moved' && !moves.some(({ verb, to }) => verb === check.verb && to === check.to)) ||
        (check.kind === 'move-refused' &&
          (!moves.some(({ verb }) => verb === check.verb) ||
            moves.some(({ verb, from }) => verb === check.verb && from.includes(check.state)) ||
            subject?.lifecycle?.states.includes(check.state) !== true)) ||
        (check.kind === 'posted' && subject?.ledger?.moves.some(({ verb }) => verb === check.verb) !== true);
      return wrong
        ? [finding('criterion-behaviour', `Criterion ${id} tests what ${check.subject} does not do.`)]
        : [];
    }),
  );

/** What is wrong with the life cycles, accounts, references and rules of a plan. */
export const behaviourFindings = (plan: ProductPlan): AgentFinding[] => [
  ...plan.rules.flatMap((rule) => ruleFindings(plan, rule)),
  ...plan.subjects.flatMap((subject) => [...lifecycleFindings(subject), ...attributeFindings(plan, subject)]),
  ...criterionFindings(plan),
];
