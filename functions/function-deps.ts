import type { HttpRequest } from '@azure/functions';

import type { ProjectDefinition } from '../factory/domain/project-definition.ts';
import type { Person } from '../factory/domain/review.ts';
import type { Ports } from '../platform/ports.ts';
import type { HookSecret } from './hooks/authenticate-hook.ts';
import type { PageFiles } from './page/page-files.ts';

/** What the reader says of a text: it can be worked on, or why not and what would help. */
export type Reading = { ok: true } | { ok: false; reason: string; suggestion: string };

/** Who uses the factory, and what they may. */
export type People = {
  /** Whoever sent a request. */
  personOf: (request: HttpRequest) => Person;
  /** Whether the submitter of a project may accept its failures, as where there is one person only. */
  submitterMayAccept: boolean;
};

/** What the triggers are built from; the composition root supplies it. */
export type FunctionDeps = {
  ports: Pick<
    Ports,
    | 'projects'
    | 'reviews'
    | 'budgets'
    | 'artifacts'
    | 'actions'
    | 'undo'
    | 'journal'
    | 'publisher'
    | 'replies'
    | 'deadLetters'
    | 'runtime'
    | 'clock'
  >;
  people: People;
  readDefinition: (text: ProjectDefinition['text']) => Reading | Promise<Reading>;
  /** A new id that `projectIdSchema` accepts. */
  newProjectId: () => string;
  /** Where the platform keeps its data: a folder or an account, for people. */
  workspace: string;
  version: string;
  page: PageFiles;
  /** Largest body that is read, in bytes; 1 MiB where absent. */
  maxBodyBytes?: number | undefined;
  /** Takes the place of an event stream, and gives it back; `undefined` where none is free. Absent: there are enough. */
  takeStream?: (() => (() => void) | undefined) | undefined;
  /** Absent: no hooks are taken. */
  hookSecret?: HookSecret | undefined;
};
