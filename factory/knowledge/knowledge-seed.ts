import { archetypeEntries } from './archetypes/archetype-entries.ts';
import { architecturePatterns } from './architecture-patterns.ts';
import { codePatterns } from './code-patterns.ts';
import { diagnosticEntries } from './diagnostics/diagnostics.ts';
import type { KnowledgeEntry } from './knowledge-entry.ts';

/** What a new knowledge base holds. */
export const knowledgeSeed: readonly KnowledgeEntry[] = [
  ...architecturePatterns,
  ...codePatterns,
  ...archetypeEntries,
  ...diagnosticEntries,
];
