import type { ProjectDefinition } from '../factory/domain/project-definition.ts';
import type { Ports } from '../platform/ports.ts';
import type { PageFiles } from './page/page-files.ts';

/** What the reader says of a text: it can be worked on, or why not and what would help. */
export type Reading = { ok: true } | { ok: false; reason: string; suggestion: string };

/** What the triggers are built from; the composition root supplies it. */
export type FunctionDeps = {
  ports: Pick<Ports, 'projects' | 'reviews' | 'artifacts' | 'actions' | 'journal' | 'runtime' | 'clock'>;
  readDefinition: (text: ProjectDefinition['text']) => Reading | Promise<Reading>;
  /** A new id that `projectIdSchema` accepts. */
  newProjectId: () => string;
  /** Where the platform keeps its data: a folder or an account, for people. */
  workspace: string;
  version: string;
  page: PageFiles;
};
