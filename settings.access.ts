import { z } from 'zod';

import { accessKeysTextSchema, directoriesTextSchema } from './factory/domain/access-settings.ts';
import { address, numberText } from './settings.values.ts';

/** Settings of who may call over HTTP, and how much. */
export const accessSettings = {
  ACCESS_AUTHORITY: address
    .default('https://login.microsoftonline.com')
    .describe('Authority of the tokens that callers show; another one in a sovereign cloud.'),
  ACCESS_AUDIENCE: z
    .string()
    .regex(/^[\w:/.-]{1,200}$/)
    .optional()
    .describe(
      'What a token must be for: client id of the API, with tokens of version 2. Else no token is good.',
    ),
  ACCESS_SCOPE: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .default('access_as_user')
    .describe("Scope that a person's token must have; an ID token has none."),
  ACCESS_TENANTS: directoriesTextSchema
    .optional()
    .describe(
      'Directories of Entra ID that may call: a JSON array of `{ "directory": <tenant id>, "tenant": <key> }`. Else none.',
    ),
  ACCESS_KEYS: accessKeysTextSchema
    .optional()
    .describe(
      'Access keys: a JSON array of `{ "name", "tenant", "roles", "sha256", "expires"? }`, made by `npm run access-key`; best as a reference to Key Vault. Else no key is good.',
    ),
  LIMIT_REQUESTS_PER_MINUTE: numberText(z.number().int().min(1))
    .default(600)
    .describe('Requests of a tenant in a minute, to each instance of the app.'),
  LIMIT_EVENT_STREAMS: numberText(z.number().int().min(1))
    .default(100)
    .describe('Event streams that a tenant has open at a time, at each instance.'),
  LIMIT_BODY_BYTES: numberText(z.number().int().min(1_024).max(1_048_576))
    .meta({ unit: 'bytes' })
    .default(1_048_576)
    .describe('Largest body of a request.'),
};
