import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { format } from 'prettier';
import { expect, it } from 'vitest';

import { falsifiedResults, forgeries } from '../chaos/hostile-code/forgeries.ts';
import { attacks } from '../chaos/hostile-code/machine-attacks.ts';
import { sandboxDocument } from '../chaos/hostile-code/sandbox-document.ts';

/** What test/chaos/hostile-code.test.ts demands of each attack, and measures where it runs. */
it('docs/sandbox.md says of every attack what is demanded of the sandbox', async () => {
  const rows = attacks.map(({ name, open, azure }) => ({
    name,
    blocked: open === undefined,
    how: '',
    open,
    azure,
  }));
  expect(rows.length).toBeGreaterThan(15);
  const document = sandboxDocument(rows, [...forgeries, falsifiedResults]);
  const committed = readFileSync(resolve(import.meta.dirname, '../../docs/sandbox.md'), 'utf8');
  expect(committed).toBe(await format(document, { parser: 'markdown', printWidth: 110 }));
});
