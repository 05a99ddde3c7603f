import { serviceSchema, type Service } from '../../domain/blueprint.ts';
import { defineAgent } from '../define-agent.ts';
import { checkEngineeringPlan } from './check-engineering-plan.ts';
import { engineeringPlanSchema, type EngineeringPlan } from './engineering-plan.ts';
import { engineeringPrompt } from './engineering-prompt.ts';
import { planUnits } from './plan-units.ts';

/** Engineering: a service of the blueprint becomes a plan of units. Generators decide how they are written. */
export const engineeringAgent = defineAgent<Service, EngineeringPlan>({
  name: 'engineer',
  team: 'engineering',
  input: serviceSchema,
  output: engineeringPlanSchema,
  query: () =>
    'domain layer aggregate application use case handler infrastructure repository outbox api problem details',
  prompt: engineeringPrompt,
  rules: (service, knowledge) => planUnits(service, new Set(knowledge.map(({ id }) => id))),
  used: ({ units }, found) =>
    found.flatMap(({ id, kind, why }) => {
      const followers = units.filter(({ patterns }) => patterns.includes(id)).map((unit) => unit.id);
      if (kind === 'pattern' && followers.length === 0) return [];
      return [{ id, why: followers.length > 0 ? `${why}; followed by ${followers.join(', ')}` : why }];
    }),
  check: checkEngineeringPlan,
});
