import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Field } from '../../../domain/blueprint.ts';
import type { Rule, RuleOf } from '../../../domain/rule.ts';
import { fieldOf, type AggregateModel, type UseCaseModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import type { AmongRule } from '../fact-model.ts';
import { mayNotCount, ownWindow, type RuleModel } from '../method-model.ts';
import { block, docComment, literal, paragraphs, sentence } from '../source-text.ts';
import { factsType } from './facts-file.ts';
import { durationCode } from './arithmetic-code.ts';
import { negatedCode, type CodeScope } from './expression-code.ts';
import { aggregateScope, nowDerivedFunction } from './scopes.ts';
import { libraryImports } from './value-code.ts';

/** Use cases in which a guard is asked, with what they are given. */
const guarded = ({ useCases }: AggregateModel, rule: RuleOf<'guard'>): UseCaseModel[] =>
  useCases.filter(({ useCase }) => rule.useCases.includes(useCase.name));

const inputsOf = (model: AggregateModel, rule: Rule): { type: string; fields: Field[] } => {
  const [asked] = rule.kind === 'guard' ? guarded(model, rule).filter(({ inputType }) => inputType) : [];
  const useCase = asked?.useCase;
  if (!asked?.inputType || !useCase || !('input' in useCase)) return { type: '', fields: [] };
  const { ledger } = model.aggregate;
  const amount = useCase.kind === 'post' && ledger ? [amountField(ledger.unit, ledger.scale)] : [];
  return { type: asked.inputType, fields: [...amount, ...useCase.input] };
};

/** What is posted, as a field. */
export const amountField = (unit: string, scale: number): Field => ({
  name: unit,
  description: `How many ${unit}.`,
  type: scale === 0 ? { kind: 'integer' } : { kind: 'decimal', scale },
  required: true,
  unique: false,
  sensitivity: 'none',
  default: 'none',
  immutable: false,
  managed: false,
});

const maximumOf = (scope: CodeScope, { maximum }: RuleOf<'limit'>): { code: string; needs: string[] } => {
  if (typeof maximum === 'number') return { code: String(maximum), needs: [] };
  const read = scope.related?.(maximum.reference, maximum.field);
  if (!read) throw new Error(`Nothing names ${maximum.reference}.`);
  return { code: read.code, needs: read.optional ? [`${read.code} !== undefined`] : [] };
};

const limitBroken = (model: AggregateModel, rule: RuleOf<'limit'>, scope: CodeScope): string[] => {
  const { code, needs } = maximumOf(scope, rule);
  const window = ownWindow(rule);
  const fact = `facts.${rule.name}`;
  if (rule.amount === undefined) return [...windowed(model, window), ...needs, `${fact} >= ${code}`];
  const amount = scope.field(rule.amount);
  const sum = `${fact} + ${amount.optional ? `(${amount.code} ?? 0)` : amount.code}`;
  const exact = fieldOf(model, rule.amount).type.kind === 'integer' ? sum : `rounded(${sum}, 9)`;
  return [...windowed(model, window), ...needs, `${exact} > ${code}`];
};

/** The aggregate itself lies in the time in which it counts. */
const windowed = (model: AggregateModel, window: ReturnType<typeof ownWindow>): string[] => {
  if (!window) return [];
  const { optional, code } = aggregateScope(model.service, model.aggregate, model.one).field(window.field);
  const since = `earlier(at, ${durationCode(window.duration)})`;
  const isDay = fieldOf(model, window.field).type.kind === 'date';
  return [
    ...(optional ? [`${code} !== undefined`] : []),
    `${code} >= ${isDay ? `dayOf(${since})` : since}`,
    `${code} <= ${isDay ? 'dayOf(at)' : 'at'}`,
  ];
};

const overlapBroken = ({ name, start, end }: RuleOf<'no-overlap'>, scope: CodeScope): string[] => {
  const [from, to] = [scope.field(start), scope.field(end)];
  return [
    ...[from, to].filter(({ optional }) => optional).map(({ code }) => `${code} !== undefined`),
    `facts.${name}.some(({ start, end }) => ${from.code} < end && start < ${to.code})`,
  ];
};

const amongBroken = (model: AggregateModel, rule: AmongRule, scope: CodeScope): string[] => {
  switch (rule.kind) {
    case 'limit':
      return limitBroken(model, rule, scope);
    case 'unique':
      return [`facts.${rule.name}`];
    case 'no-overlap':
      return overlapBroken(rule, scope);
    case 'block': {
      const { name, times, within, lasts } = rule;
      const consequence = `{ times: ${times}, within: ${durationCode(within)}, lasts: ${durationCode(lasts)} }`;
      return [`isConsequent(facts.${name}, ${consequence}, at)`];
    }
  }
};

const counting = (model: AggregateModel, rule: AmongRule): string[] => {
  if (rule.kind === 'block' || !mayNotCount(model.service, model.aggregate, rule)) return [];
  const { states } = rule;
  const field = `${model.one}.${model.aggregate.lifecycle?.field ?? 'status'}`;
  return states.length === 1
    ? [`${field} === ${literal(states[0])}`]
    : [`${literal(states)}.includes(${field})`];
};

/** Code of what is so when a rule is broken. */
const brokenCode = (model: AggregateModel, rule: Rule): string => {
  const scope = aggregateScope(model.service, model.aggregate, model.one, inputsOf(model, rule).fields);
  if (rule.kind === 'invariant' || rule.kind === 'guard') return negatedCode(rule.holds, scope).code;
  return [...counting(model, rule), ...amongBroken(model, rule, scope)].join(' && ');
};

const assertionCode = (model: AggregateModel, { rule, assertion, needs }: RuleModel): string => {
  const parameters = [
    needs.state && `${model.one}: ${model.type}State`,
    needs.input && `input: ${inputsOf(model, rule).type}`,
    needs.at && 'at: string',
    needs.facts.length > 0 && `facts: ${factsType(model, needs.facts)}`,
  ].filter((part) => part !== false);
  const kind = rule.kind === 'invariant' ? 'unprocessable' : 'conflict';
  return block(
    docComment(sentence(rule.statement)),
    `export const ${assertion} = (${parameters.join(', ')}): void => {`,
    `if (${brokenCode(model, rule)})`,
    `throw new RuleViolation(${literal(rule.name)}, ${literal(rule.statement)}, ${literal(kind)});`,
    '};',
  );
};

/** Rules that some use case asserts. */
export const assertedRules = (model: AggregateModel): RuleModel[] => {
  const asserted = new Set(
    model.useCases.flatMap((useCase) => {
      const { before, after } = model.methodOf(useCase);
      return [...before, ...after].map(({ assertion }) => assertion);
    }),
  );
  return model.rules.filter(({ assertion }) => asserted.has(assertion));
};

/** `src/domain/<aggregate>/<aggregate>-rules.ts`: what holds beyond the bounds of fields. Nothing where nothing does. */
export const rulesFile = (model: AggregateModel): GeneratedFile[] => {
  const rules = assertedRules(model);
  if (rules.length === 0) return [];
  const { folder, type } = model;
  const code = rules.map((rule) => assertionCode(model, rule));
  const timely = model.nowDerived
    .map(nowDerivedFunction)
    .filter((name) => codeOnly(code.join('\n')).includes(`${name}(`));
  const inputs = rules.filter(({ needs }) => needs.input).map(({ rule }) => inputsOf(model, rule).type);
  const types = [
    ...(rules.some(({ needs }) => needs.state) ? [`${type}State`] : []),
    ...new Set(inputs),
  ].toSorted();
  return [
    {
      path: `src/domain/${folder}/${folder}-rules.ts`,
      content: paragraphs(
        block(...libraryImports(...code)),
        block(
          timely.length > 0 && `import { ${timely.join(', ')} } from './${folder}-derived.ts';`,
          rules.some(({ needs }) => needs.facts.length > 0) &&
            `import type { ${type}Facts } from './${folder}-facts.ts';`,
          types.length > 0 && `import type { ${types.join(', ')} } from './${folder}-state.ts';`,
        ),
        ...code,
      ),
    },
  ];
};
