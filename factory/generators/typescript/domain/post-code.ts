import type { Ledger } from '../../../domain/aggregate.ts';
import type { AggregateModel, PostModel } from '../aggregate-model.ts';
import { literal, sentence } from '../source-text.ts';
import { assertions, becomes, frozenCheck, method, parametersOf, raising } from './aggregate-parts.ts';
import { durationCode } from './arithmetic-code.ts';
import { checkedInput, givenParameter, inputCheck } from './change-rules.ts';

/** The statement of the rule that an account does not go below its floor. */
export const floorStatement = ({ aggregate, noun }: AggregateModel): string =>
  `The balance of the ${noun} never goes below ${aggregate.ledger?.floor ?? 0}.`;

const floorCheck = (model: AggregateModel, { useCase }: PostModel, { floor }: Ledger): string =>
  useCase.direction === 'out' && floor !== undefined
    ? `if (balance < ${floor}) throw new RuleViolation('floor', ${literal(floorStatement(model))}, 'conflict');`
    : '';

const entryCode = ({ useCase }: PostModel, { expiry }: Ledger): string => {
  const members = [
    'at',
    `kind: ${literal(useCase.verb)}`,
    'amount',
    ...(useCase.direction === 'in' && expiry ? [`expiresAt: later(at, ${durationCode(expiry)})`] : []),
    ...(useCase.input.length > 0 ? ['...details'] : []),
  ];
  return `{ ${members.join(', ')} }`;
};

/** Statements that read what is given, and ask the rules. */
const reading = (model: AggregateModel, post: PostModel, { unit }: Ledger): string[] => {
  const { before } = model.methodOf(post);
  const member = unit === 'amount' ? unit : `${unit}: amount`;
  const taken = `{ ${member}${post.useCase.input.length > 0 ? ', ...details' : ''} }`;
  if (!before.some(({ needs }) => needs.input))
    return [`const ${taken} = ${checkedInput(post)};`, ...assertions(before, 'this.#state')];
  return [inputCheck(post, before), ...assertions(before, 'this.#state'), `const ${taken} = input;`];
};

/** The method that posts to a ledger. */
export const postMethod = (model: AggregateModel, post: PostModel): string => {
  const { ledger, name } = model.aggregate;
  const { useCase, events } = post;
  if (!ledger) throw new Error(`${useCase.name} posts to ${name}, which is no ledger.`);
  const floor = floorCheck(model, post, ledger);
  const isRefused = floor !== '' || model.methodOf(post).before.length > 0;
  return method(
    `${sentence(useCase.summary)} Throws an InvariantViolation that names what is wrong${isRefused ? ', or a RuleViolation' : ''}.`,
    `${post.method}(${parametersOf(model, post, givenParameter(post))}): void`,
    ledger.expiry ? 'this.advance(at);' : '',
    frozenCheck(model),
    ...reading(model, post, ledger),
    `const entries = [...this.#state.entries, ${entryCode(post, ledger)}];`,
    `const balance = balanceOf(entries, incoming, ${ledger.scale});`,
    floor,
    becomes(model, post, '{ ...this.#state, entries, balance }'),
    ...raising(model, events, 'this'),
  );
};
