import type { z } from 'zod';

import type { Problem } from '../openapi/components.ts';

export type FieldError = NonNullable<Problem['errors']>[number];
type Issue = z.core.$ZodIssue;

const escape = (segment: PropertyKey) => String(segment).replaceAll('~', '~0').replaceAll('/', '~1');
export const pointer = (path: readonly PropertyKey[]) =>
  `#${path.map((segment) => `/${escape(segment)}`).join('')}`;

/** What is wrong with a field, in a sentence that follows its name. */
const complaint = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'is required'
        : `must be of type ${issue.expected}`;
    case 'too_small':
      return issue.origin === 'string'
        ? `must have at least ${issue.minimum} ${issue.minimum === 1 ? 'character' : 'characters'} besides blanks`
        : `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `must have at most ${issue.maximum} characters`
        : `must be at most ${issue.maximum}`;
    case 'invalid_format':
      return `does not have the form ${issue.pattern ?? issue.format}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'options' in issue && issue.options
        ? `must be one of ${issue.options.map(String).join(', ')}`
        : `is not valid: ${issue.message}`;
    default:
      return `is not valid: ${issue.message}`;
  }
};

/** One entry per field of a JSON body, naming it. */
export const bodyErrors = (error: z.ZodError): FieldError[] =>
  error.issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        pointer: pointer([...issue.path, key]),
        detail: `${[...issue.path, key].join('.')} is not a known property`,
      }));
    const name = issue.path.length > 0 ? issue.path.join('.') : 'The body';
    return [{ pointer: pointer(issue.path), detail: `${name} ${complaint(issue)}` }];
  });

/** One entry per query parameter or header, naming it. */
export const parameterErrors = (error: z.ZodError): FieldError[] =>
  error.issues.map((issue) => {
    const parameter = issue.path.join('.');
    return { parameter, detail: `${parameter} ${complaint(issue)}` };
  });
