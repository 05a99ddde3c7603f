import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { libraryImports } from '../domain/value-code.ts';
import { block, paragraphs } from '../source-text.ts';
import { uniqueBy } from '../unique-by.ts';
import { amongFunction, amongLookup } from './among-lookup.ts';
import { referenceFunction, referenceLookup } from './reference-lookup.ts';
import { lookupCode } from './lookup-code.ts';
import { referencesIn } from './repositories.ts';
import { domainModule } from './use-case-code.ts';

/** Functions that some use case calls. */
const calledFunctions = (model: AggregateModel): Set<string> =>
  new Set(
    model.useCases
      .filter(({ isAsked }) => isAsked)
      .flatMap((useCase) => lookupCode(model, useCase, { given: '', kept: '', wanted: '' }).functions),
  );

/** `src/application/<aggregate>/<aggregate>-facts.ts`: look-ups for rules and references. Nothing where nothing is looked up. */
export const factsLookupFile = (model: AggregateModel): GeneratedFile[] => {
  const called = calledFunctions(model);
  const inputs = model.useCases.flatMap(({ useCase }) => ('input' in useCase ? useCase.input : []));
  const references = uniqueBy(
    referencesIn(model, [...model.aggregate.fields, ...inputs]),
    referenceFunction,
  ).filter((reference) => called.has(referenceFunction(reference)));
  const among = model.facts.flatMap((fact) =>
    fact.kind === 'among' && called.has(amongFunction(fact.rule)) ? [fact.rule] : [],
  );
  if (references.length === 0 && among.length === 0) return [];
  const code = [
    ...references.map((reference) => referenceLookup(reference)),
    ...among.map((rule) => amongLookup(model, rule)),
  ];
  const models = uniqueBy(
    [...(among.length > 0 ? [model] : []), ...references.map(({ target }) => target)],
    ({ type }) => type,
  );
  const text = codeOnly(code.join('\n'));
  return [
    {
      path: `src/application/${model.folder}/${model.folder}-facts.ts`,
      content: paragraphs(
        block(
          ...libraryImports(...code)
            .map((line) => line.replace("'#connectsoft/domain-error'", "'../../domain/errors.ts'"))
            .filter((line) => line.includes('#connectsoft/')),
        ),
        block(
          ...models.map(
            (each) => `import type { ${each.type}Repository } from ${domainModule(each, '-repository')};`,
          ),
          ...models
            .filter(({ type }) => text.includes(`${type}State`))
            .map((each) => `import type { ${each.type}State } from ${domainModule(each, '-state')};`),
          text.includes('UnknownReferenceError(') &&
            `import { UnknownReferenceError } from '../../domain/errors.ts';`,
        ),
        ...code,
      ),
    },
  ];
};
