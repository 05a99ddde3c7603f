import type { PlannedReaction } from '../../../../domain/planned-reaction.ts';
import type { ProductPlan, Subject } from '../../../../domain/product-plan.ts';
import type { AgentFinding } from '../../../define-agent.ts';
import { happeningOf, outcomesOf } from './find-processes.ts';

const STOCK_EVENTS = new Set(['reserved', 'not reserved']);

const finding = (rule: string, message: string): AgentFinding => ({ rule, message });

const statesOf = (subject: Subject): string[] => subject.lifecycle?.states ?? [];

/** States that a reaction speaks of, with the thing that must have them. */
const statesSpokenOf = ({ on, does }: PlannedReaction, from: Subject, to: Subject): [Subject, string][] => {
  const free = from.lifecycle === undefined || (STOCK_EVENTS.has(on.happened) && from.stock !== undefined);
  const ends = does.kind === 'move' ? [does.to] : does.kind === 'ask' ? [does.accepted, does.refused] : [];
  return [
    ...(free ? [] : [[from, on.happened] as [Subject, string]]),
    ...ends.map((end): [Subject, string] => [to, end]),
  ];
};

const actionFindings = (plan: ProductPlan, { id, does }: PlannedReaction, to: Subject): AgentFinding[] => {
  if ((does.kind === 'reserve' || does.kind === 'release') && to.stock === undefined)
    return [finding('reaction-stock', `Reaction ${id} takes from ${to.name}, which has no stock.`)];
  if (does.kind === 'ask' && !plan.externals.some(({ name }) => name === does.system))
    return [
      finding(
        'reaction-system',
        `Reaction ${id} asks "${does.system}", which is no external system of the plan.`,
      ),
    ];
  return [];
};

const subjectFindings = (plan: ProductPlan, reaction: PlannedReaction): AgentFinding[] => {
  const { id, on, does } = reaction;
  const [from, to] = [on.subject, does.subject].map((name) =>
    plan.subjects.find((each) => each.name === name),
  );
  if (!from || !to)
    return [...(from ? [] : [on.subject]), ...(to ? [] : [does.subject])].map((name) =>
      finding('reaction-subject', `Reaction ${id} speaks of "${name}", which the plan does not keep.`),
    );
  return [
    ...statesSpokenOf(reaction, from, to)
      .filter(([subject, state]) => !statesOf(subject).includes(state))
      .map(([subject, state]) =>
        finding(
          'reaction-state',
          `Reaction ${id} speaks of ${subject.name} "${state}", a state that it does not have.`,
        ),
      ),
    ...actionFindings(plan, reaction, to),
  ];
};

/** Somebody or something brings it about that this happens. */
const isProduced = (plan: ProductPlan, { on }: PlannedReaction): boolean => {
  const subject = plan.subjects.find(({ name }) => name === on.subject);
  if (!subject) return true;
  if (STOCK_EVENTS.has(on.happened) && subject.stock !== undefined)
    return plan.reactions.some(({ does }) => does.kind === 'reserve' && does.subject === subject.name);
  const { lifecycle } = subject;
  return (
    !lifecycle || lifecycle.initial === on.happened || lifecycle.moves.some(({ to }) => to === on.happened)
  );
};

const moveFindings = (plan: ProductPlan): AgentFinding[] =>
  plan.subjects.flatMap((subject) =>
    (subject.lifecycle?.moves ?? [])
      .filter(
        ({ by, to }) =>
          by === 'reaction' &&
          !plan.reactions.some((reaction) =>
            outcomesOf(reaction, plan.subjects).includes(`${subject.name}: ${to}`),
          ),
      )
      .map(({ verb, to }) =>
        finding(
          'move-producer',
          `Nothing makes ${subject.name} ${verb} to "${to}", although a reaction is to do it.`,
        ),
      ),
  );

/** A chain of reactions that comes back to where it began. */
const cycleFindings = (plan: ProductPlan): AgentFinding[] => {
  const next = (at: string): string[] =>
    plan.reactions
      .filter(({ on }) => happeningOf(on.subject, on.happened, plan.subjects) === at)
      .flatMap((reaction) => outcomesOf(reaction, plan.subjects));
  return plan.reactions.flatMap(({ id, on }) => {
    const start = happeningOf(on.subject, on.happened, plan.subjects);
    const seen = new Set<string>();
    const open = next(start);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === start)
        return [finding('endless-reactions', `Reaction ${id} leads back to its own beginning, ${start}.`)];
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...next(at));
    }
    return [];
  });
};

const serviceFindings = (plan: ProductPlan): AgentFinding[] => {
  const names = plan.services.map(({ name }) => name);
  if (names.length < 2) return [];
  return [
    ...plan.subjects
      .filter(({ service }) => service === undefined || !names.includes(service))
      .map(({ name }) => finding('subject-service', `"${name}" belongs to no service of the plan.`)),
    ...names
      .filter((name) => !plan.subjects.some(({ service }) => service === name))
      .map((name) => finding('service-subject', `Service ${name} keeps nothing.`)),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => finding('service-name', `Two services are called ${name}.`)),
  ];
};

/** What is wrong with the services and reactions of a plan. */
export const solutionFindings = (plan: ProductPlan): AgentFinding[] => [
  ...serviceFindings(plan),
  ...plan.reactions.flatMap((reaction) => [
    ...subjectFindings(plan, reaction),
    ...(plan.requirements.some(({ id }) => id === reaction.requirementId)
      ? []
      : [
          finding(
            'reaction-requirement',
            `Reaction ${reaction.id} serves ${reaction.requirementId}, which does not exist.`,
          ),
        ]),
    ...(isProduced(plan, reaction)
      ? []
      : [
          finding(
            'event-producer',
            `Reaction ${reaction.id} waits for ${reaction.on.subject} "${reaction.on.happened}", which nothing brings about.`,
          ),
        ]),
  ]),
  ...moveFindings(plan),
  ...cycleFindings(plan),
];
