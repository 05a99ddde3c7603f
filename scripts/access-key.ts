import { createHash, randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';

import { z } from 'zod';

import { accessKeySchema } from '../factory/domain/access-settings.ts';

/**
 * Makes an access key: the key on stderr, once, for its holder; on stdout the entry of setting ACCESS_KEYS, which holds its hash only.
 *
 *     npm run --silent access-key -- --name ci --tenant contoso --roles submitter,operator
 */
const { values } = parseArgs({
  options: {
    name: { type: 'string', default: '' },
    tenant: { type: 'string', default: '' },
    roles: { type: 'string', default: '' },
    expires: { type: 'string' },
  },
});
const key = `fk_${randomBytes(32).toString('base64url')}`;
const entry = accessKeySchema.safeParse({
  ...values,
  roles: values.roles.split(','),
  sha256: createHash('sha256').update(key).digest('hex'),
});
if (entry.success) {
  process.stderr.write(`The key, shown this once: ${key}\n`);
  process.stdout.write(`${JSON.stringify(entry.data)}\n`);
} else {
  process.stderr.write(`${z.prettifyError(entry.error)}\n`);
  process.exitCode = 2;
}
