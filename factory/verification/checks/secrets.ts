import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { ANY_FIX } from '../../domain/secret-rules.ts';
import { findSecrets } from '../../domain/secrets.ts';
import type { Inspection } from '../inspection.ts';

/** Finds credentials in a tree. The finding names the place and the kind, never the value. */
export const checkSecrets = (files: readonly GeneratedFile[]): Inspection => ({
  inspected: files.length,
  unit: 'files',
  findings: files.flatMap(({ path, content }) =>
    findSecrets(content).map(({ rule: { id, what, fix }, line }): Finding => ({
      check: 'secrets',
      rule: `secrets/${id}`,
      file: path,
      line,
      message: `The line holds ${what}.`,
      suggestion: fix ?? ANY_FIX,
    })),
  ),
});
