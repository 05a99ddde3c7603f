import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { expect, it } from 'vitest';

import { criticalReasonSchema } from '../../factory/domain/failure.ts';
import { DOCUMENT, failuresDocument, RENEW } from '../chaos/simulation/failures-document.ts';

const root = resolve(import.meta.dirname, '../..');

it('is what the simulated runs record now', async () => {
  const made = await failuresDocument();
  const committed = readFileSync(join(root, DOCUMENT), 'utf8');

  expect(committed, `${DOCUMENT} is stale. Renew it: ${RENEW}`).toBe(made);
  for (const reason of criticalReasonSchema.options) expect(made).toContain(`critical (${reason})`);
}, 120_000);
