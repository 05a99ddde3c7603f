import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { block, paragraphs } from '../source-text.ts';
import { madeFunction } from './behaviour-steps.ts';
import { inputFunction } from './input-file.ts';
import { ledgerApiTests } from './ledger-api-tests.ts';
import { freshInput, freshInputFunction, hasReferences, preparedFunction } from './prepared-file.ts';
import { ruleApiTests } from './rule-api-tests.ts';
import { transitionApiTests } from './transition-api-tests.ts';

/** `test/integration/<aggregate>-behaviour.test.ts`: rules, states and postings over HTTP. */
export const behaviourTestFile = (model: AggregateModel): GeneratedFile[] => {
  const input = freshInput(model);
  const tests = [
    ...transitionApiTests(model, input),
    ...ledgerApiTests(model),
    ...ruleApiTests(model),
  ].filter(Boolean);
  if (tests.length === 0) return [];
  const { folder } = model;
  const usesMade = tests.some((test) => codeOnly(test).includes('made('));
  const made = usesMade ? madeFunction(model, input) : '';
  const usesFresh = codeOnly([made, ...tests].join('\n')).includes('fresh()');
  const fresh = usesFresh ? freshInputFunction(model) : '';
  const code = codeOnly([fresh, made, ...tests].join('\n'));
  const uses = (name: string) => code.includes(`${name}(`);
  return [
    {
      path: `test/integration/${folder}-behaviour.test.ts`,
      content: paragraphs(
        `import { expect, it } from 'vitest';`,
        block(
          `import { call } from '../support/contract.ts';`,
          uses('created') && `import { created } from '../support/created.ts';`,
          `import { ${['runService', 'sharedService']
            .filter(uses)
            .concat(uses('sharedService') ? [] : ['sharedService'])
            .join(', ')} } from '../support/running-service.ts';`,
          uses(inputFunction(model)) &&
            `import { ${inputFunction(model)} } from '../support/${folder}-input.ts';`,
          hasReferences(model) &&
            uses(preparedFunction(model)) &&
            `import { ${preparedFunction(model)} } from '../support/prepared-${folder}.ts';`,
        ),
        'const shared = sharedService();',
        fresh,
        made,
        ...tests,
      ),
    },
  ];
};
