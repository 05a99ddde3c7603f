import { readFileSync } from 'node:fs';

import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

import { isCalendarDate, isInstant } from './instant.ts';
import { NeverApplicable } from './reaction.ts';
import { isUuid } from './uuid.ts';

const compiled = (file: URL): ValidateFunction =>
  new Ajv2020({
    allErrors: true,
    formats: { date: isCalendarDate, 'date-time': isInstant, uuid: isUuid },
    strict: false,
    validateSchema: false,
  }).compile(JSON.parse(readFileSync(file, 'utf8')) as object);

/** Asserts that an event's data is what the service reads, as a JSON Schema in `file` says. Throws a NeverApplicable. */
export const expectationIn = (file: URL): ((data: unknown) => void) => {
  let validate: ValidateFunction | undefined;
  return (data) => {
    validate ??= compiled(file);
    if (validate(data)) return;
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || 'data'} ${message}`,
    );
    throw new NeverApplicable(`The data is not what is expected: ${faults.join('; ')}`);
  };
};
