import type { AggregateModel } from '../aggregate-model.ts';
import { block } from '../source-text.ts';
import { inputFunction } from './input-file.ts';
import { factsName, statesName } from './method-calls.ts';

/** What a unit test of the domain imports of the service: what its text uses. */
export const supportImports = (model: AggregateModel, text: string): string => {
  const { type, folder } = model;
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(text);
  const errors = ['InvariantViolation', 'RuleViolation', 'StateConflict'].filter(uses);
  const input = inputFunction(model);
  return block(
    errors.length > 0 && `import { ${errors.join(', ')} } from '../../../src/domain/errors.ts';`,
    uses(type) && `import { ${type} } from '../../../src/domain/${folder}/${folder}.ts';`,
    uses(factsName(model)) && `import { ${factsName(model)} } from '../../support/${folder}-facts.ts';`,
    uses(input) && `import { ${input} } from '../../support/${folder}-input.ts';`,
    uses(statesName(model)) && `import { ${statesName(model)} } from '../../support/${folder}-states.ts';`,
    uses('stamp') && `import { stamp } from '../../support/stamp.ts';`,
  );
};
