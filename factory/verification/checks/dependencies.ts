import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';

type Manifest = { scripts?: Record<string, string> } & Record<string, Record<string, string> | undefined>;
type Lockfile = { packages?: Record<string, { resolved?: string }> };

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];

const finding = (file: string, rule: string, message: string, suggestion: string): Finding => ({
  check: 'security',
  rule: `security/${rule}`,
  file,
  message,
  suggestion,
});

const json = <T>(files: readonly GeneratedFile[], path: string): T | undefined => {
  const file = files.find((candidate) => candidate.path === path);
  try {
    return file && (JSON.parse(file.content) as T);
  } catch {
    return undefined;
  }
};

const declared = (manifest: Manifest): [string, string][] =>
  SECTIONS.flatMap((section) => Object.entries(manifest[section] ?? {}));

const manifestFindings = (manifest: Manifest, allowed: readonly string[]): Finding[] => [
  ...declared(manifest).flatMap(([name, version]) => [
    ...(EXACT.test(version)
      ? []
      : [
          finding(
            'package.json',
            'unpinned-package',
            `${name} is asked for as "${version}".`,
            'Pin one exact version of the registry.',
          ),
        ]),
    ...(!allowed.includes(name)
      ? [
          finding(
            'package.json',
            'package-not-allowed',
            `${name} is not among the reviewed packages.`,
            'Use a reviewed package, or have this one reviewed and added to the generator’s lockfile.',
          ),
        ]
      : []),
  ]),
  ...INSTALL_SCRIPTS.filter((script) => manifest.scripts?.[script] !== undefined).map((script) =>
    finding(
      'package.json',
      'install-script',
      `Script "${script}" runs while packages are installed.`,
      'Make it a script that a person or the pipeline calls.',
    ),
  ),
];

const lockedName = (path: string): string =>
  path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

const lockfileFindings = (lockfile: Lockfile, allowed: readonly string[]): Finding[] =>
  Object.entries(lockfile.packages ?? {})
    .filter(([path]) => path !== '')
    .flatMap(([path, { resolved }]) => {
      const name = lockedName(path);
      return [
        ...(!allowed.includes(name)
          ? [
              finding(
                'package-lock.json',
                'package-not-allowed',
                `The lockfile holds ${name}, which is not among the reviewed packages.`,
                'Derive the lockfile from the generator’s.',
              ),
            ]
          : []),
        ...(resolved !== undefined
          ? [
              finding(
                'package-lock.json',
                'pinned-address',
                `The lockfile fixes an address for ${name}.`,
                'Remove "resolved", so that the configured registry is used.',
              ),
            ]
          : []),
      ];
    });

/** Packages are pinned, reviewed, and run nothing while they are installed. */
export const checkDependencies = (files: readonly GeneratedFile[], allowed: readonly string[]): Finding[] => {
  const manifest = json<Manifest>(files, 'package.json');
  const lockfile = json<Lockfile>(files, 'package-lock.json');
  return [
    ...(manifest
      ? manifestFindings(manifest, allowed)
      : [finding('package.json', 'no-manifest', 'package.json is missing or no JSON.', 'Generate it.')]),
    ...(lockfile
      ? lockfileFindings(lockfile, allowed)
      : [
          finding(
            'package-lock.json',
            'no-lockfile',
            'package-lock.json is missing or no JSON.',
            'Generate it.',
          ),
        ]),
  ];
};
