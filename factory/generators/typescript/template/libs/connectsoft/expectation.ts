import { readFileSync } from 'node:fs';

import { Ajv2020 } from 'ajv/dist/2020.js';

import { isCalendarDate, isInstant } from './instant.ts';
import { NeverApplicable } from './reaction.ts';
import { isUuid } from './uuid.ts';

const ajv = new Ajv2020({
  allErrors: true,
  formats: { date: isCalendarDate, 'date-time': isInstant, uuid: isUuid },
  strict: false,
  validateSchema: false,
});

/** Asserts that an event's data is what the service reads, as a JSON Schema in `file` says. Throws a NeverApplicable. */
export const expectationIn = (file: URL): ((data: unknown) => void) => {
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  return (data) => {
    if (validate(data)) return;
    const faults = (validate.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || 'data'} ${message}`,
    );
    throw new NeverApplicable(`The data is not what is expected: ${faults.join('; ')}`);
  };
};
