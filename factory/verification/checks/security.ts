import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';
import type { SourceFile } from '../../domain/syntax.ts';
import { checkDependencies } from './dependencies.ts';
import { unsafeCode } from './unsafe-code.ts';

/** Code that runs in production; tests may start processes. */
const isShipped = (path: string): boolean => path.startsWith('src/') || path.startsWith('libs/');

/**
 * Static security rules over the code that ships and the packages it names. `allowedPackages` are the names of the
 * generator's own lockfile: a package that is not among them was not reviewed.
 */
export const checkSecurity = (
  files: readonly GeneratedFile[],
  sources: readonly SourceFile[],
  allowedPackages: readonly string[],
): Inspection => {
  const shipped = sources.filter(({ path }) => isShipped(path));
  const findings: Finding[] = [...shipped.flatMap(unsafeCode), ...checkDependencies(files, allowedPackages)];
  return { inspected: shipped.length, unit: 'files', findings };
};
