import type { KnowledgeEntry } from '../knowledge-entry.ts';
import { codeDiagnostics } from './code-diagnostics.ts';
import { diagnosticSchema, type Diagnostic } from './diagnostic.ts';
import { lintDiagnostics } from './lint-diagnostics.ts';
import { moduleDiagnostics } from './module-diagnostics.ts';
import { nameDiagnostics } from './name-diagnostics.ts';
import { toolDiagnostics } from './tool-diagnostics.ts';

/** All reviewed diagnostics; those whose messages say more stand before those whose messages begin the same. */
export const diagnostics: readonly Diagnostic[] = [
  ...nameDiagnostics,
  ...moduleDiagnostics,
  ...codeDiagnostics,
  ...lintDiagnostics,
  ...toolDiagnostics,
].map((diagnostic) => diagnosticSchema.parse(diagnostic));

/** What a code of a tool means; `undefined` for one that nobody reviewed yet. */
export const diagnosticByCode = (tool: Diagnostic['tool'], code: string): Diagnostic | undefined =>
  diagnostics.find((each) => each.tool === tool && each.code === code);

/** What a line of a tool's output means: by its code where it holds one, else by its message. */
export const diagnosticOf = (tool: Diagnostic['tool'], line: string): Diagnostic | undefined => {
  const own = diagnostics.filter((each) => each.tool === tool);
  const words = new Set(line.split(/[^\w-]+/));
  return own.find(({ code }) => words.has(code)) ?? own.find(({ message }) => new RegExp(message).test(line));
};

const idOf = ({ tool, code }: Diagnostic): string =>
  `diagnostic/${tool}-${code.replace(/^TS/, '')}`.toLowerCase();

/** Diagnostics as people and models find and read them. */
export const diagnosticEntries: readonly KnowledgeEntry[] = diagnostics.map((diagnostic) => ({
  id: idOf(diagnostic),
  title: `${diagnostic.code}: ${diagnostic.title}`,
  kind: 'diagnostic',
  text: `Tool ${diagnostic.tool}, for example: ${diagnostic.example} Cause: ${diagnostic.cause} Fix: ${diagnostic.fix}`,
}));
