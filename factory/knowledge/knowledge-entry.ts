/** A reviewed pattern, archetype or diagnostic, or a finished project, as the knowledge base holds it. */
export type KnowledgeEntry = {
  /** `pattern/append-only-log`, `archetype/order`, `diagnostic/typescript-2322`, `project/p-…`. */
  id: string;
  title: string;
  kind: 'pattern' | 'archetype' | 'diagnostic' | 'project';
  /** What is searched and read: when it fits, what to do, what follows. */
  text: string;
  /** What it is made of, in the words of `featuresOf`: "ledger", "life cycle of 4", "2 services". */
  features?: readonly string[] | undefined;
};
