import type { AggregateModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';
import { resourceIn } from './expressions/evaluate.ts';
import type { World } from './expressions/world.ts';
import type { Code } from './sample-values.ts';
import { placeOf, sampleWorld } from './worlds.ts';

/** What the server adds to an input, or completes in it: the state, the balance, what is derived. */
const added = (model: AggregateModel, world: World): Code[] =>
  Object.entries(resourceIn(placeOf(model), world))
    .filter(([name, value]) => {
      const given = model.given.find((field) => field.name === name);
      if (given) return JSON.stringify(value) !== JSON.stringify(world.fields[name]);
      return name !== 'id' && name !== 'recordedAt' && name !== 'reservations';
    })
    .map(([name, value]) => `${name}: ${literal(value)}`);

/** Code for the resource that a creation with `input` answers. */
export const expectedResource = (model: AggregateModel, input: Code): Code =>
  `{ ${['id: expect.any(String)', 'recordedAt: expect.any(String)', `...${input}`, ...added(model, sampleWorld(model))].join(', ')} }`;
