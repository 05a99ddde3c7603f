type Mutant = {
  status: string;
  mutatorName: string;
  replacement?: string;
  location: { start: { line: number; column: number } };
};

/** What Stryker's JSON reporter writes. */
export type MutationReport = { files: Record<string, { mutants: Mutant[]; source: string }> };

const noticed = new Set(['Killed', 'Timeout']);
const unnoticed = new Set(['Survived', 'NoCoverage']);

/** Percent of the mutants that a test noticed; those that cannot run count for nothing. */
export const scoreOf = (mutants: readonly Pick<Mutant, 'status'>[]): number => {
  const good = mutants.filter(({ status }) => noticed.has(status)).length;
  const bad = mutants.filter(({ status }) => unnoticed.has(status)).length;
  return good + bad === 0 ? 100 : (100 * good) / (good + bad);
};

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

const line = (name: string, mutants: readonly Mutant[]): string =>
  `  ${name.padEnd(40)} ${scoreOf(mutants).toFixed(1).padStart(6)} %  of ${mutants.length}`;

const survivorLine = (path: string, { location, mutatorName, replacement, status }: Mutant): string =>
  `    ${status} ${path}:${location.start.line}:${location.start.column} ${mutatorName} → ${(replacement ?? '').replace(/\s+/g, ' ').slice(0, 80)}`;

/** The score of each folder and of all together, as lines; with every mutant that no test noticed, where that is asked for. */
export const scoreLines = (
  { files }: MutationReport,
  withSurvivors = false,
): { lines: string[]; total: number } => {
  const entries = Object.entries(files);
  const folders = [...new Set(entries.map(([path]) => folderOf(path)))].toSorted();
  const all = entries.flatMap(([, { mutants }]) => mutants);
  const survivors = withSurvivors
    ? entries.flatMap(([path, { mutants }]) =>
        mutants.filter(({ status }) => unnoticed.has(status)).map((mutant) => survivorLine(path, mutant)),
      )
    : [];
  return {
    total: scoreOf(all),
    lines: [
      ...folders.map((folder) =>
        line(
          folder,
          entries.filter(([path]) => folderOf(path) === folder).flatMap(([, { mutants }]) => mutants),
        ),
      ),
      line('all', all),
      ...survivors,
    ],
  };
};
