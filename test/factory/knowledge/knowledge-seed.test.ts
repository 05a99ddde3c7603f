import { expect, expectTypeOf, test } from 'vitest';

import type { KnowledgeEntry } from '../../../factory/knowledge/knowledge-entry.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import type { KnowledgeEntry as PortEntry } from '../../../platform/ports.ts';

test('entries fit the port of the knowledge base', () => {
  expectTypeOf<KnowledgeEntry>().toEqualTypeOf<PortEntry>();
});

test('holds at least eight patterns, each with its own id and a text worth reading', () => {
  expect(knowledgeSeed.length).toBeGreaterThanOrEqual(8);
  expect(new Set(knowledgeSeed.map(({ id }) => id)).size).toBe(knowledgeSeed.length);
  for (const entry of knowledgeSeed) {
    expect(entry).toMatchObject({ id: expect.stringMatching(/^pattern\/[a-z-]+$/), kind: 'pattern' });
    expect(entry.text.length).toBeGreaterThan(100);
  }
});
