import type { ErrorObject } from 'ajv/dist/2020.js';

import { characters } from './characters.ts';
import type { Fault } from './problem.ts';

const formats: Record<string, string> = {
  date: 'a date, such as 2026-01-31',
  'date-time': 'an RFC 3339 date-time, such as 2026-01-31T09:30:00Z',
  uuid: 'a UUID',
};

const types: Record<string, string> = {
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  object: 'a JSON object',
  string: 'a string',
};

/** What a schema asks for, by keyword. */
const expectations: Record<string, (params: Record<string, unknown>) => string> = {
  required: () => 'is required',
  additionalProperties: () => 'is not known here',
  type: ({ type }) => `must be ${types[String(type)] ?? String(type)}`,
  minLength: ({ limit }) => `must have at least ${characters(Number(limit))}`,
  maxLength: ({ limit }) => `must have at most ${characters(Number(limit))}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  multipleOf: ({ multipleOf }) => `must be a multiple of ${String(multipleOf)}`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as unknown[]).join(', ')}`,
  format: ({ format }) => `must be ${formats[String(format)] ?? String(format)}`,
};

const detailOf = (name: string, { keyword, params, message = 'is wrong' }: ErrorObject): string =>
  `${name} ${expectations[keyword]?.(params) ?? message}`;

/** The steps from the body to the value at fault; the last one may be missing there, or too much. */
const stepsOf = ({ instancePath, params }: ErrorObject): string[] => {
  const steps = instancePath.split('/').slice(1);
  const member: unknown = params['missingProperty'] ?? params['additionalProperty'];
  return typeof member === 'string' ? [...steps, member.replaceAll('~', '~0').replaceAll('/', '~1')] : steps;
};

const nameOf = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

export const bodyFault = (error: ErrorObject): Fault => {
  const steps = stepsOf(error);
  return {
    pointer: ['#', ...steps].join('/'),
    detail: detailOf(nameOf(steps.at(-1) ?? 'body'), error),
  };
};

export const parameterFault = (error: ErrorObject): { parameter: string; detail: string } => {
  const parameter = nameOf(stepsOf(error)[0] ?? '');
  return { parameter, detail: detailOf(parameter, error) };
};
