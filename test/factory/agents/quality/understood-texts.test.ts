import { expect, it } from 'vitest';

import { designBlueprint } from '../../../../factory/agents/architecture/design-blueprint.ts';
import { isRefusal } from '../../../../factory/agents/define-agent.ts';
import { visionAgent } from '../../../../factory/agents/vision/vision-agent.ts';
import { projectDefinitionSchema } from '../../../../factory/domain/project-definition.ts';
import { TEXTS } from '../../../bench/understanding/texts.ts';
import { failuresOf } from './model/run-suite.ts';

const named = TEXTS.map((text) => ({ name: text.replaceAll(/\s+/g, ' ').slice(0, 60), text }));

it.each(named)('the blueprint of "$name" does what its plan says', async ({ text }) => {
  const plan = await visionAgent.rules(projectDefinitionSchema.parse({ text }), []);
  if (isRefusal(plan)) throw new Error(`Refused: ${plan.refused}`);
  const { services, unrealised } = designBlueprint(plan, 'typescript');
  expect(unrealised.filter(({ id }) => !plan.unrealised.some((each) => each.id === id))).toEqual([]);
  expect(services.length).toBeGreaterThan(0);
  for (const service of services) expect(await failuresOf(plan, service)).toEqual({});
});
