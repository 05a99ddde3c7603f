import type { Expression } from '../../domain/expression.ts';
import type { Formula } from '../../domain/planned-rule.ts';
import { fieldNamed, listField, partFieldNamed, partNamed, type Part, type Thing } from './thing.ts';
import { capital, withArticle } from './wording.ts';

const UNDESIGNABLE = Symbol('undesignable');

/** What the plan says cannot be said in the blueprint; the message is the reason. */
export const undesignable = (reason: string): Error =>
  Object.assign(new Error(reason), { [UNDESIGNABLE]: true });

export const isUndesignable = (error: unknown): error is Error =>
  error instanceof Error && UNDESIGNABLE in error;

export const known = <Value>(value: Value | undefined, reason: string): Value => {
  if (value === undefined) throw undesignable(reason);
  return value;
};

/** The field of a thing that the words mean, or the reason why there is none. */
export const needField = (thing: Thing, name: string): string =>
  known(fieldNamed(thing, name), `${capital(withArticle(thing.subject.name))} has no ${name}.`);

export const needPart = (thing: Thing, name: string): Part =>
  known(partNamed(thing, name), `${capital(withArticle(thing.subject.name))} has no ${name}.`);

export const needPartField = (part: Part, name: string): string =>
  known(partFieldNamed(part, name), `${capital(withArticle(part.name))} has no ${name}.`);

/** A formula of the plan as an expression; `part` where its attributes are those of a part. */
export const designFormula = (formula: Formula, thing: Thing, part?: Part): Expression => {
  switch (formula.op) {
    case 'number':
      return { op: 'literal', value: formula.value };
    case 'attribute':
      return {
        op: 'field',
        name: part ? needPartField(part, formula.name) : needField(thing, formula.name),
      };
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
      return {
        op: formula.op,
        left: designFormula(formula.left, thing, part),
        right: designFormula(formula.right, thing, part),
      };
    case 'count':
      return { op: 'count', over: listField(thing, needPart(thing, formula.parts)) };
    case 'sum':
    case 'minimum':
    case 'maximum': {
      const parts = needPart(thing, formula.parts);
      const of = known(formula.of, `Nothing says what of the ${formula.parts} is meant.`);
      return { op: formula.op, over: listField(thing, parts), of: designFormula(of, thing, parts) };
    }
  }
};
