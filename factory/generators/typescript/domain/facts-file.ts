import type { GeneratedFile } from '../../../domain/artifact.ts';
import { kebabCase } from '../../../domain/naming.ts';
import { isAlwaysPresent, type AggregateModel } from '../aggregate-model.ts';
import type { FactModel } from '../fact-model.ts';
import { typeName } from '../identifiers.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';

/** The type of what a use case looks up: `Pick<BookingFacts, "class" | "openBookingsPerMember">`. */
export const factsType = ({ type, facts: all }: AggregateModel, facts: readonly FactModel[]): string =>
  facts.length === all.length
    ? `${type}Facts`
    : `Pick<${type}Facts, ${facts.map(({ name }) => literal(name)).join(' | ')}>`;

const amongTypes = {
  limit: { type: 'number' },
  unique: { type: 'boolean' },
  'no-overlap': { type: 'readonly { start: string; end: string }[]' },
  block: { type: 'readonly string[]' },
} as const;

const noteOf = (fact: FactModel): string => {
  if (fact.kind === 'reference') return `What ${fact.field.name} names.`;
  const { rule } = fact;
  const counted = rule.kind === 'limit' && rule.amount !== undefined ? `Sum of ${rule.amount} ` : 'Number ';
  switch (rule.kind) {
    case 'limit':
      return `${counted}of the others that count. ${sentence(rule.statement)}`;
    case 'unique':
      return `Whether another one has the same values. ${sentence(rule.statement)}`;
    case 'no-overlap':
      return `Periods of the others. ${sentence(rule.statement)}`;
    case 'block':
      return `When others became ${rule.state}. ${sentence(rule.statement)}`;
  }
};

const member = (fact: FactModel): string => {
  const comment = docComment(noteOf(fact));
  if (fact.kind === 'among') return `${comment}\n${fact.name}: ${amongTypes[fact.rule.kind].type};`;
  const optional = isAlwaysPresent(fact.field) ? '' : ' | undefined';
  return `${comment}\n${fact.name}: ${typeName(fact.target.name)}State${optional};`;
};

/** `src/domain/<aggregate>/<aggregate>-facts.ts`: what rules need to know besides the aggregate. Nothing where there is nothing. */
export const factsFile = (model: AggregateModel): GeneratedFile[] => {
  const { facts, folder, type, noun } = model;
  if (facts.length === 0) return [];
  const targets = [
    ...new Set(facts.flatMap((fact) => (fact.kind === 'reference' ? [fact.target.name] : []))),
  ];
  return [
    {
      path: `src/domain/${folder}/${folder}-facts.ts`,
      content: paragraphs(
        block(
          ...targets.map((name) => {
            const place = kebabCase(name) === folder ? '.' : `../${kebabCase(name)}`;
            return `import type { ${typeName(name)}State } from '${place}/${kebabCase(name)}-state.ts';`;
          }),
        ),
        block(
          docComment(`What is looked up before a ${noun} is asked, because its rules reach beyond it.`),
          `export type ${type}Facts = {`,
          ...facts.map(member),
          '};',
        ),
      ),
    },
  ];
};
