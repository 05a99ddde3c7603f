import type { Row } from './gherkin.ts';
import type { World } from './world.ts';

/** What a step of a feature does; `words` are the groups of its pattern, in order. */
export type StepDefinition = {
  pattern: RegExp;
  run: (world: World, words: string[], rows: Row[]) => void | Promise<void>;
};
