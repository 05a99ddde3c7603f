import type { ProductPlan } from '../../../../../../factory/domain/product-plan.ts';

type Reaction = ProductPlan['reactions'][number];

const doesOf = ({ does }: Reaction): string => {
  const rest =
    does.kind === 'move'
      ? ` ${does.to}`
      : does.kind === 'ask'
        ? ` ${does.system}: ${does.accepted}/${does.refused}`
        : '';
  return `${does.kind} ${does.subject}${rest}`;
};

/** Services, things and reactions of a plan, short enough to be read at a glance. */
export const solutionOutline = (plan: ProductPlan) => ({
  services: plan.services.map(({ name }) => name),
  things: plan.subjects.map(
    ({ name, service, attributes, lifecycle, stock }) =>
      `${service ?? '-'}/${name}: ${attributes.map((each) => `${each.name}${each.refers ? `→${each.refers}` : ''}${each.required ? '' : '?'}`).join(', ')}${lifecycle ? ` [${lifecycle.states.join(' ')}]` : ''}${stock ? ` stock ${stock}` : ''}`,
  ),
  reactions: plan.reactions.map((each) => `${each.on.subject} ${each.on.happened} > ${doesOf(each)}`),
  unrealised: plan.unrealised.map(({ text }) => text),
});
