import { enteredAt } from '../../../domain/aggregate.ts';
import type { Field } from '../../../domain/blueprint.ts';
import { usesOf } from '../expression-uses.ts';
import type { AggregateModel, PostModel, TransitionModel } from '../aggregate-model.ts';
import type { RuleModel } from '../method-model.ts';
import { block, literal, sentence } from '../source-text.ts';
import {
  assertions,
  becomes,
  frozenCheck,
  method,
  parametersOf,
  raising,
  stateCheck,
  throwsText,
} from './aggregate-parts.ts';
import { durationCode } from './arithmetic-code.ts';
import { ruleCode } from './field-code.ts';
import { aggregateScope } from './scopes.ts';
import { amountField } from './rules-file.ts';
import { memberCode, valueCode, type ValueCode } from './value-code.ts';

type Change = TransitionModel | PostModel;

const rulesName = ({ useCase }: Change): string => `${useCase.name}Rules`;

const effectsName = ({ useCase }: Change): string => `${useCase.name}Effects`;

/** The fields that a body holds, the amount included. */
export const bodyFields = ({ aggregate }: AggregateModel, { useCase }: Change): Field[] => {
  const { ledger } = aggregate;
  const minimum = ledger ? 10 ** -ledger.scale : 0;
  const amount = useCase.kind === 'post' && ledger ? amountField(ledger.unit, ledger.scale) : undefined;
  if (amount && 'scale' in amount.type) amount.type.minimum = Number(minimum.toFixed(amount.type.scale));
  else if (amount?.type.kind === 'integer') amount.type.minimum = 1;
  return [...(amount ? [amount] : []), ...useCase.input];
};

const isBounded = ({ type }: Field): boolean =>
  (type.kind === 'integer' || type.kind === 'decimal') &&
  (type.minimum !== undefined || type.maximum !== undefined);

type EffectCode = { field: Field; value: ValueCode };

const effectsOf = (model: AggregateModel, { useCase }: Change): EffectCode[] => {
  if (useCase.kind !== 'transition') return [];
  const scope = aggregateScope(model.service, model.aggregate, 'this.#state', useCase.input);
  return useCase.effects.map(({ field: name, value }) => {
    const field = model.aggregate.fields.find((candidate) => candidate.name === name);
    if (!field)
      throw new Error(`${useCase.name} sets ${name}, which is no field of ${model.aggregate.name}.`);
    return { field, value: valueCode(field, value, scope) };
  });
};

/** Rules of what transitions and postings are given, and of what effects make of bounded numbers. */
export const changeRules = (model: AggregateModel): string[] =>
  [...model.transitions, ...model.posts].flatMap((change) => {
    const body = bodyFields(model, change);
    const bounded = effectsOf(model, change).filter(({ field }) => isBounded(field));
    const names = bounded.map(({ field }) => literal(field.name)).join(' | ');
    const members = (fields: readonly Field[]) => fields.map((field) => `${field.name}: ${ruleCode(field)},`);
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
const checkedInput = (change: Change): string => {
  const defaulted = change.useCase.input.filter((field) => field.default === 'now');
  const given =
    defaulted.length === 0
      ? 'given'
      : `{ ...given, ${defaulted.map(({ name }) => `${name}: given.${name} ?? at`).join(', ')} }`;
  return `checked<${change.inputType}>(${given}, ${rulesName(change)})`;
};

const inputCheck = (change: Change, rules: readonly RuleModel[]): string => {
  if (!change.inputType) return '';
  return readsInput(change, rules) ? `const input = ${checkedInput(change)};` : `${checkedInput(change)};`;
};

const givenParameter = ({ inputType }: Change): string => (inputType ? `given: ${inputType}` : '');

const effectMembers = (model: AggregateModel, change: Change): { check: string; members: string[] } => {
  const effects = effectsOf(model, change);
  const bounded = effects.filter(({ field }) => isBounded(field));
  const free = effects.filter(({ field }) => !isBounded(field));
  const code = (list: readonly EffectCode[]) => list.map(({ field, value }) => memberCode(field.name, value));
  const names = bounded.map(({ field }) => literal(field.name)).join(' | ');
  return {
    check:
      bounded.length > 0
        ? `const effects = checked<Pick<${model.type}State, ${names}>>({ ${code(bounded).join(', ')} }, ${effectsName(change)});`
        : '',
    members: [...(bounded.length > 0 ? ['...effects'] : []), ...code(free)],
  };
};

export const transitionMethod = (model: AggregateModel, transition: TransitionModel): string => {
  const { aggregate } = model;
  const { lifecycle } = aggregate;
  if (!lifecycle) throw new Error(`${transition.useCase.name} moves ${aggregate.name}, which has no states.`);
  const { useCase, events } = transition;
  const { before } = model.methodOf(transition);
  const guards = before.filter(({ rule }) => rule.kind === 'guard');
  const among = before.filter(({ rule }) => rule.kind !== 'guard');
  const entered = enteredAt(lifecycle, useCase.to);
  const { check, members } = effectMembers(model, transition);
  const changed = `{ ...this.#state, ${[
    `${lifecycle.field}: ${literal(useCase.to)}`,
    ...(entered === 'recordedAt' ? [] : [`${entered}: at`]),
    ...members,
  ].join(', ')} }`;
  const isShared = among.some(({ needs }) => needs.state);
  return method(
    `${sentence(useCase.summary)}${throwsText(model, transition, transition.inputType !== undefined)}`,
    `${transition.method}(${parametersOf(model, transition, givenParameter(transition))}): void`,
    stateCheck(lifecycle.field, useCase.from),
    inputCheck(transition, before),
    ...assertions(guards, 'this.#state'),
    check,
    isShared ? `const changed: ${model.type}State = ${changed};` : '',
    ...assertions(among, 'changed'),
    becomes(model, isShared ? 'changed' : changed),
    ...raising(model, events, 'this'),
  );
};

/** The statement of the rule that an account does not go below its floor. */
export const floorStatement = ({ aggregate, noun }: AggregateModel): string =>
  `The balance of the ${noun} never goes below ${aggregate.ledger?.floor ?? 0}.`;

export const postMethod = (model: AggregateModel, post: PostModel): string => {
  const { ledger } = model.aggregate;
  if (!ledger) throw new Error(`${post.useCase.name} posts to ${model.aggregate.name}, which is no ledger.`);
  const { useCase, events } = post;
  const { before } = model.methodOf(post);
  const details = useCase.input.length > 0;
  const isAsked = before.some(({ needs }) => needs.input);
  const taken = `{ ${ledger.unit}: amount${details ? ', ...details' : ''} }`;
  const expiresAt =
    useCase.direction === 'in' && ledger.expiry ? `expiresAt: later(at, ${durationCode(ledger.expiry)})` : '';
  const entry = ['at', `kind: ${literal(useCase.verb)}`, 'amount', expiresAt, details && '...details'];
  const hasFloor = useCase.direction === 'out' && ledger.floor !== undefined;
  return method(
    `${sentence(useCase.summary)} Throws an InvariantViolation that names what is wrong${hasFloor || before.length > 0 ? ', or a RuleViolation' : ''}.`,
    `${post.method}(${parametersOf(model, post, givenParameter(post))}): void`,
    ledger.expiry ? 'this.advance(at);' : '',
    frozenCheck(model),
    isAsked ? inputCheck(post, before) : `const ${taken} = ${checkedInput(post)};`,
    ...assertions(before, 'this.#state'),
    isAsked ? `const ${taken} = input;` : '',
    `const entries = [...this.#state.entries, { ${entry.filter(Boolean).join(', ')} }];`,
    `const balance = balanceOf(entries, incoming, ${ledger.scale});`,
    hasFloor
      ? `if (balance < ${ledger.floor}) throw new RuleViolation('floor', ${literal(floorStatement(model))}, 'conflict');`
      : '',
    becomes(model, '{ ...this.#state, entries, balance }'),
    ...raising(model, events, 'this'),
  );
};
