/** What a folder of a generated repository holds, and whether its files are shown one by one. */
const FOLDERS: Readonly<Record<string, { what: string; shown?: true }>> = {
  '.devcontainer': { what: 'an environment for editors' },
  api: { what: 'the published contract', shown: true },
  deploy: { what: 'Bicep, Kubernetes, dashboard, alerts, scripts' },
  docs: { what: 'decisions, C4, context map, runbook, what was asked' },
  factory: { what: 'plan, blueprint, trace from requirement to test, manifest', shown: true },
  pipelines: { what: 'stages and steps of azure-pipelines.yml' },
  src: { what: 'the service, in four layers', shown: true },
  test: { what: 'unit, integration and acceptance tests' },
  vendor: { what: 'building blocks, as the archives that npm installs' },
};

/** Column in which it says what a folder holds. */
const COLUMN = 24;
const WIDTH = 100;

const filled = (words: readonly string[]): string[] =>
  words.reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last !== undefined && last.length + word.length + 2 <= WIDTH
      ? [...lines.slice(0, -1), `${last}  ${word}`]
      : [...lines, word];
  }, []);

const folderLines = (folder: string, paths: readonly string[]): string[] => {
  const entry = FOLDERS[folder];
  if (!entry) throw new Error(`scripts/reference/repository-tree.ts does not say what ${folder}/ holds.`);
  const { what, shown } = entry;
  const title = `${folder}/`.padEnd(COLUMN);
  return shown
    ? [title + what, ...paths.map((path) => `  ${path.slice(folder.length + 1)}`)]
    : [title + what];
};

/** The tree of a generated repository, short enough to be read. Throws where a folder is not described. */
export const repositoryTree = (paths: readonly string[]): string => {
  const folders = [
    ...new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0] ?? '')),
  ];
  return [
    ...folders.toSorted().flatMap((folder) =>
      folderLines(
        folder,
        paths.filter((path) => path.startsWith(`${folder}/`)),
      ),
    ),
    ...filled(paths.filter((path) => !path.includes('/'))),
  ].join('\n');
};
