import { expect, expectTypeOf, test } from 'vitest';

import type { KnowledgeEntry } from '../../../factory/knowledge/knowledge-entry.ts';
import { knowledgeSeed } from '../../../factory/knowledge/knowledge-seed.ts';
import type { KnowledgeEntry as PortEntry } from '../../../platform/ports.ts';

test('entries fit the port of the knowledge base', () => {
  expectTypeOf<KnowledgeEntry>().toEqualTypeOf<PortEntry>();
});

test('holds patterns, twenty archetypes and twenty diagnostics, each with its own id and a text worth reading', () => {
  const count = (kind: KnowledgeEntry['kind']) => knowledgeSeed.filter((entry) => entry.kind === kind).length;
  expect(count('pattern')).toBeGreaterThanOrEqual(12);
  expect(count('archetype')).toBeGreaterThanOrEqual(20);
  expect(count('diagnostic')).toBeGreaterThanOrEqual(20);
  expect(count('project')).toBe(0);
  expect(new Set(knowledgeSeed.map(({ id }) => id)).size).toBe(knowledgeSeed.length);
  for (const entry of knowledgeSeed) {
    expect(entry.id).toMatch(new RegExp(`^${entry.kind}/[a-z0-9-]+$`));
    expect(entry.text.length).toBeGreaterThan(100);
  }
});
