import { z } from 'zod';

import { durationSchema } from './duration.ts';
import { camelName } from './names.ts';

/** Most characters of the body of a custom unit. */
export const MAX_UNIT_CHARACTERS = 4_000;

/**
 * A small typed tree for invariants, guards, derived fields and effects; each stack's generator translates it. Never code.
 * Numbers compare with numbers, instants with instants, dates with dates (`today` is the UTC day of `now`).
 */
export type Expression =
  | { op: 'literal'; value: string | number | boolean }
  /** A field of the aggregate; inside `of` and `where` of a list: of its part. The life cycle's field and `<state>At` too. */
  | { op: 'field'; name: string }
  /** An input of the use case. */
  | { op: 'input'; name: string }
  /** A field of the aggregate that the reference field names, in the same service. */
  | { op: 'related'; reference: string; field: string }
  /** A value of the event that is reacted to: `id`, `total`. */
  | { op: 'event'; path: string }
  | { op: 'now' }
  | { op: 'today' }
  | { op: 'add' | 'subtract' | 'multiply' | 'divide'; left: Expression; right: Expression }
  | { op: 'later' | 'earlier'; than: Expression; by: z.infer<typeof durationSchema> }
  | {
      op: 'equal' | 'different' | 'less' | 'at-most' | 'greater' | 'at-least';
      left: Expression;
      right: Expression;
    }
  | { op: 'and' | 'or'; operands: Expression[] }
  | { op: 'not'; operand: Expression }
  | { op: 'present'; operand: Expression }
  /** Over the parts in a list field. `count` has no `of`; `minimum` and `maximum` of none are absent. */
  | { op: 'sum' | 'minimum' | 'maximum'; over: string; of: Expression; where?: Expression | undefined }
  | { op: 'count'; over: string; where?: Expression | undefined }
  /** Two half-open periods share a moment. */
  | { op: 'overlap'; start: Expression; end: Expression; otherStart: Expression; otherEnd: Expression }
  /**
   * What a custom unit of the service makes of fields of the aggregate; only the whole of a derived field. `body`: the body of its
   * function, once it is written. Absent where an argument is.
   */
  | {
      op: 'custom';
      unit: string;
      arguments: { parameter: string; field: string }[];
      body?: string | undefined;
    };

const lazy = z.lazy((): z.ZodType<Expression> => expressionSchema);

export const expressionSchema: z.ZodType<Expression> = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('literal'), value: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ op: z.literal('field'), name: camelName }),
  z.strictObject({ op: z.literal('input'), name: camelName }),
  z.strictObject({ op: z.literal('related'), reference: camelName, field: camelName }),
  z.strictObject({ op: z.literal('event'), path: camelName }),
  z.strictObject({ op: z.literal('now') }),
  z.strictObject({ op: z.literal('today') }),
  z.strictObject({ op: z.enum(['add', 'subtract', 'multiply', 'divide']), left: lazy, right: lazy }),
  z.strictObject({ op: z.enum(['later', 'earlier']), than: lazy, by: durationSchema }),
  z.strictObject({
    op: z.enum(['equal', 'different', 'less', 'at-most', 'greater', 'at-least']),
    left: lazy,
    right: lazy,
  }),
  z.strictObject({ op: z.enum(['and', 'or']), operands: z.array(lazy).min(1) }),
  z.strictObject({ op: z.literal('not'), operand: lazy }),
  z.strictObject({ op: z.literal('present'), operand: lazy }),
  z.strictObject({
    op: z.enum(['sum', 'minimum', 'maximum']),
    over: camelName,
    of: lazy,
    where: lazy.optional(),
  }),
  z.strictObject({ op: z.literal('count'), over: camelName, where: lazy.optional() }),
  z.strictObject({
    op: z.literal('overlap'),
    start: lazy,
    end: lazy,
    otherStart: lazy,
    otherEnd: lazy,
  }),
  z.strictObject({
    op: z.literal('custom'),
    unit: camelName,
    arguments: z.array(z.strictObject({ parameter: camelName, field: camelName })).min(1),
    body: z.string().min(1).max(MAX_UNIT_CHARACTERS).optional(),
  }),
]);
