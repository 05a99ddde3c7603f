import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';

import { runResultDocument } from '../../functions/openapi/public-schemas.ts';

const path = 'docs/run-result.schema.json';

it(`${path} is the schema of what is answered (after a change: npx vitest run -u test/functions)`, async () => {
  const options = { ...(await resolveConfig(path)), parser: 'json' };
  const text = await format(JSON.stringify(runResultDocument()), options);
  await expect(text).toMatchFileSnapshot(`../../${path}`);
});
