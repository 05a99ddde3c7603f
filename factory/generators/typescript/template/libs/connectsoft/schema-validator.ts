import { Ajv2020 } from 'ajv/dist/2020.js';

import { isCalendarDate, isInstant } from './instant.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import { isUuid } from './uuid.ts';

/**
 * Validates against the schemas of an OpenAPI 3.1 document, known as `openapi`. The precision lets `multipleOf: 0.01`
 * accept 19.99, which no binary fraction is exactly. `coerceTypes`: for text that stands for numbers
 * and booleans; then defaults are filled in, too.
 */
export const schemaValidator = (document: OpenApiDocument, coerceTypes = false): Ajv2020 =>
  new Ajv2020({
    allErrors: true,
    coerceTypes,
    formats: { date: isCalendarDate, 'date-time': isInstant, uuid: isUuid },
    logger: false,
    multipleOfPrecision: 6,
    ownProperties: true,
    strict: false,
    useDefaults: coerceTypes,
    validateSchema: false,
  }).addSchema({ ...document, $id: 'openapi' });
