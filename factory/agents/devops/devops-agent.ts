import { serviceSchema, type Service } from '../../domain/blueprint.ts';
import { defineAgent } from '../define-agent.ts';
import { checkDeliveryPlan } from './check-delivery-plan.ts';
import { deliveryPlanSchema, type DeliveryPlan } from './delivery-plan.ts';
import { devopsPrompt } from './devops-prompt.ts';
import { planDelivery } from './plan-delivery.ts';

/** DevOps: a service of the blueprint becomes a delivery plan. */
export const devopsAgent = defineAgent<Service, DeliveryPlan>({
  name: 'devops-engineer',
  team: 'devops',
  input: serviceSchema,
  output: deliveryPlanSchema,
  query: ({ events }) => `graceful shutdown readiness partition store ${events.length > 0 ? 'outbox' : ''}`,
  prompt: devopsPrompt,
  rules: planDelivery,
  check: checkDeliveryPlan,
  mayName: (service) => {
    const { settings, alerts } = planDelivery(service);
    const values = settings.map(({ value }) => value).filter((value) => value !== undefined);
    return [...values, ...alerts.flatMap(({ runbook }) => runbook.steps)];
  },
});
