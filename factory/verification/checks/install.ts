import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

type Sections = { [section in (typeof SECTIONS)[number]]?: Record<string, string> };

const sectionsOf = (text: string | undefined, root: boolean): Sections => {
  try {
    const value = JSON.parse(text ?? '{}') as Sections & { packages?: { ''?: Sections } };
    return (root ? value.packages?.[''] : value) ?? {};
  } catch {
    return {};
  }
};

const finding = (message: string): Finding => ({
  check: 'install',
  rule: 'install/out-of-step',
  file: 'package-lock.json',
  message,
  suggestion: 'Derive package.json and package-lock.json from the generator’s lockfile, both at once.',
});

/**
 * What package.json asks for and the lockfile does not hold, and the other way round. A cached installation is linked by its
 * lockfile alone; where the two are out of step, `npm ci` would refuse the repository at its next reader.
 */
export const lockfileFindings = (files: readonly GeneratedFile[]): Finding[] => {
  const read = (path: string, root: boolean) =>
    sectionsOf(files.find((file) => file.path === path)?.content, root);
  const [asked, locked] = [read('package.json', false), read('package-lock.json', true)];
  return SECTIONS.flatMap((section) => {
    const [wanted, held] = [asked[section] ?? {}, locked[section] ?? {}];
    const names = [...new Set([...Object.keys(wanted), ...Object.keys(held)])].toSorted();
    return names
      .filter((name) => wanted[name] !== held[name])
      .map((name) =>
        finding(
          `${name}: package.json asks for ${wanted[name] ?? 'nothing'}, the lockfile holds ${held[name] ?? 'nothing'}.`,
        ),
      );
  });
};
