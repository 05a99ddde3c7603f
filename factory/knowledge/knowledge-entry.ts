/** A reviewed pattern or a finished project, as the knowledge base holds it. */
export type KnowledgeEntry = {
  /** `pattern/append-only-log`. */
  id: string;
  title: string;
  kind: 'pattern' | 'project';
  /** What is searched and read: when it fits, what to do, what follows. */
  text: string;
};
