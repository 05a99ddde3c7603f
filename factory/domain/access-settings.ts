import { z } from 'zod';

import { jsonText } from './json-text.ts';
import { accessRoleSchema } from './role.ts';
import { tenantKeySchema } from './tenant.ts';

/**
 * An access key, of which only the hash is kept. Two entries of one name are two keys of one holder: both are good while one
 * takes the place of the other.
 */
export const accessKeySchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .describe('What its holder is called in audit trails.'),
  tenant: tenantKeySchema.describe('Whose everything it opens.'),
  roles: z.array(accessRoleSchema).min(1).describe('What its holder may do.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('Of the key.'),
  expires: z.iso.datetime().optional().describe('RFC 3339; it is refused from then on.'),
});
export type AccessKey = z.infer<typeof accessKeySchema>;

/** A directory of Entra ID whose users and applications may call, and the tenant that they are. */
export const directorySchema = z.strictObject({
  directory: z.guid().toLowerCase().describe('Its tenant id.'),
  tenant: tenantKeySchema.describe('Key of the tenant.'),
});
export type Directory = z.infer<typeof directorySchema>;

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

/** A setting that holds access keys as a JSON array. A key opens one tenant. */
export const accessKeysTextSchema = jsonText.pipe(
  z.array(accessKeySchema).refine((keys) => unique(keys.map(({ sha256 }) => sha256)), {
    error: 'has the same key twice',
  }),
);

/** A setting that holds directories as a JSON array. A directory is one tenant. */
export const directoriesTextSchema = jsonText.pipe(
  z.array(directorySchema).refine((all) => unique(all.map(({ directory }) => directory)), {
    error: 'has the same directory twice',
  }),
);
