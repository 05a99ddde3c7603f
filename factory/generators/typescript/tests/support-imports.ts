import type { AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { snapshotFunction } from '../domain/derived-file.ts';
import { block } from '../source-text.ts';
import { inputFunction } from './input-file.ts';
import { factsName, statesName } from './method-calls.ts';

/** What a unit test of the domain imports of the service: what its text uses. */
export const supportImports = (model: AggregateModel, text: string): string => {
  const { type, folder } = model;
  const code = codeOnly(text);
  const uses = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const refusals = ['RuleViolation', 'StateConflict'].filter(uses);
  const snapshot = snapshotFunction(model);
  const input = inputFunction(model);
  const libraries =
    refusals.length > 0 && `import { ${refusals.join(', ')} } from '#connectsoft/domain-error';\n`;
  return block(
    libraries,
    uses('InvariantViolation') && `import { InvariantViolation } from '../../../src/domain/errors.ts';`,
    uses(snapshot) && `import { ${snapshot} } from '../../../src/domain/${folder}/${folder}-derived.ts';`,
    uses(type) && `import { ${type} } from '../../../src/domain/${folder}/${folder}.ts';`,
    uses(factsName(model)) && `import { ${factsName(model)} } from '../../support/${folder}-facts.ts';`,
    uses(input) && `import { ${input} } from '../../support/${folder}-input.ts';`,
    uses(statesName(model)) && `import { ${statesName(model)} } from '../../support/${folder}-states.ts';`,
    uses('stamp') && `import { stamp } from '../../support/stamp.ts';`,
  );
};
