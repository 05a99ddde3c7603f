import type { Field } from '../../../domain/blueprint.ts';
import type { AggregateModel, PostModel, TransitionModel } from '../aggregate-model.ts';
import { usesOf } from '../expression-uses.ts';
import type { RuleModel } from '../method-model.ts';
import { block, literal } from '../source-text.ts';
import { ruleCode } from './field-code.ts';
import { amountField } from './rules-file.ts';
import { aggregateScope } from './scopes.ts';
import { valueCode, type ValueCode } from './value-code.ts';

export type Change = TransitionModel | PostModel;

const rulesName = ({ useCase }: Change): string => `${useCase.name}Rules`;

export const effectsName = ({ useCase }: Change): string => `${useCase.name}Effects`;

/** The fields that a body holds, the amount included. */
export const bodyFields = ({ aggregate }: AggregateModel, { useCase }: Change): Field[] => {
  const { ledger } = aggregate;
  const minimum = ledger ? 10 ** -ledger.scale : 0;
  const amount = useCase.kind === 'post' && ledger ? amountField(ledger.unit, ledger.scale) : undefined;
  if (amount && 'scale' in amount.type) amount.type.minimum = Number(minimum.toFixed(amount.type.scale));
  else if (amount?.type.kind === 'integer') amount.type.minimum = 1;
  return [...(amount ? [amount] : []), ...useCase.input];
};

export const isBounded = ({ type }: Field): boolean =>
  (type.kind === 'integer' || type.kind === 'decimal') &&
  (type.minimum !== undefined || type.maximum !== undefined);

/** What a transition writes into a field. */
export type EffectCode = { field: Field; value: ValueCode };

export const effectsOf = (model: AggregateModel, { useCase }: Change): EffectCode[] => {
  if (useCase.kind !== 'transition') return [];
  const scope = aggregateScope(model.service, model.aggregate, 'this.#state', useCase.input);
  return useCase.effects.map(({ field: name, value }) => {
    const field = model.aggregate.fields.find((candidate) => candidate.name === name);
    if (!field)
      throw new Error(`${useCase.name} sets ${name}, which is no field of ${model.aggregate.name}.`);
    return { field, value: valueCode(field, value, scope) };
  });
};

const members = (fields: readonly Field[]): string[] =>
  fields.map((field) => `${field.name}: ${ruleCode(field)},`);

/** Rules of what transitions and postings are given, and of what effects make of bounded numbers. */
export const changeRules = (model: AggregateModel): string[] =>
  [...model.transitions, ...model.posts].flatMap((change) => {
    const body = bodyFields(model, change);
    const bounded = effectsOf(model, change).filter(({ field }) => isBounded(field));
    const names = bounded.map(({ field }) => literal(field.name)).join(' | ');
    return [
      ...(change.inputType
        ? [block(`const ${rulesName(change)}: Rules<${change.inputType}> = {`, ...members(body), '};')]
        : []),
      ...(bounded.length > 0
        ? [
            block(
              `const ${effectsName(change)}: Rules<Pick<${model.type}State, ${names}>> = {`,
              ...members(bounded.map(({ field }) => field)),
              '};',
            ),
          ]
        : []),
    ];
  });

/** Fields whose rules these are. */
export const changeFields = (model: AggregateModel): Field[] =>
  [...model.transitions, ...model.posts].flatMap((change) => [
    ...bodyFields(model, change),
    ...effectsOf(model, change)
      .map(({ field }) => field)
      .filter(isBounded),
  ]);

const readsInput = ({ useCase }: Change, rules: readonly RuleModel[]): boolean =>
  useCase.kind === 'post' ||
  rules.some(({ needs }) => needs.input) ||
  usesOf(...useCase.effects.map(({ value }) => value)).inputs.size > 0;

/** A call that reads what is given. */
export const checkedInput = (change: Change): string => {
  const defaulted = change.useCase.input.filter((field) => field.default === 'now');
  const given =
    defaulted.length === 0
      ? 'given'
      : `{ ...given, ${defaulted.map(({ name }) => `${name}: given.${name} ?? at`).join(', ')} }`;
  return `checked<${change.inputType}>(${given}, ${rulesName(change)})`;
};

/** The statement that reads what is given, where something reads it further. */
export const inputCheck = (change: Change, rules: readonly RuleModel[]): string => {
  if (!change.inputType) return '';
  return readsInput(change, rules) ? `const input = ${checkedInput(change)};` : `${checkedInput(change)};`;
};

export const givenParameter = ({ inputType }: Change): string => (inputType ? `given: ${inputType}` : '');
