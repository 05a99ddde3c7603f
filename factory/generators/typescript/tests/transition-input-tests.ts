import type { AggregateModel, TransitionModel } from '../aggregate-model.ts';
import { block, literal } from '../source-text.ts';
import { methodCall, restored, stateCode } from './method-calls.ts';
import { refusedValues } from './refused-values.ts';
import { argumentsIn, changeTime, type Stand } from './stand.ts';
import { allowing } from './state-worlds.ts';

/** What a transition is given. */
export const inputTests = (
  model: AggregateModel,
  transition: TransitionModel,
  stands: readonly Stand[],
): string[] => {
  const { useCase } = transition;
  const stand = stands.find(({ state }) => useCase.from.includes(state));
  const required = useCase.input.filter((field) => field.required && field.default === 'none');
  const rows = [
    ...required.map(({ name }) => `[${literal(name)}, 'is required', undefined],`),
    ...useCase.input.flatMap(({ name, type }) =>
      refusedValues(type).map(({ code, detail }) => `[${literal(name)}, ${literal(detail)}, ${code}],`),
    ),
  ];
  if (!stand || rows.length === 0) return [];
  const { one } = model;
  const asked = allowing(model, useCase, { ...stand.world, now: changeTime });
  const given = `{ ${literal(asked.input).slice(1, -1)}, [field]: value }`;
  const call = methodCall(model, transition, one, {
    ...argumentsIn(model, transition, { state: stand.state, world: asked }, stand.world),
    input: given,
  });
  return [
    block(
      'it.each<[string, string, unknown]>([',
      ...rows,
      `])(${literal(`${useCase.name}: %s %s`)}, (field, detail, value) => {`,
      `const ${one} = ${restored(model, stateCode(model, stand.state))};`,
      `expect(() => ${call}).toThrow(new InvariantViolation([{ field, detail: \`\${field} \${detail}\` }]));`,
      `expect(${one}.state).toEqual(${stateCode(model, stand.state)});`,
      '});',
    ),
  ];
};
