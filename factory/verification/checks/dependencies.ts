import { createHash } from 'node:crypto';

import { bytesOf } from '../../domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';

type Manifest = { scripts?: Record<string, string> } & Record<string, Record<string, string> | undefined>;
type Locked = { resolved?: string; integrity?: string };
type Lockfile = { packages?: Record<string, Locked> };

const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** Our own packages, as archives that the repository carries. */
const OWN = /^@connectsoft\/[a-z]+$/;
const ARCHIVE = /^file:(vendor\/connectsoft-[a-z]+-\d+\.\d+\.\d+\.tgz)$/;

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

const isPinned = (name: string, version: string): boolean =>
  EXACT.test(version) || (OWN.test(name) && ARCHIVE.test(version));

const isReviewed = (name: string, allowed: readonly string[]): boolean =>
  allowed.includes(name) || OWN.test(name);

/** An archive that lies in the tree and has the bytes that the lockfile means. */
const isCarried = (files: readonly GeneratedFile[], { resolved = '', integrity }: Locked): boolean => {
  const path = ARCHIVE.exec(resolved)?.[1];
  const file = files.find((candidate) => candidate.path === path);
  if (!file) return false;
  return integrity === `sha512-${createHash('sha512').update(bytesOf(file)).digest('base64')}`;
};

const manifestFindings = (manifest: Manifest, allowed: readonly string[]): Finding[] => [
  ...declared(manifest).flatMap(([name, version]) => [
    ...(isPinned(name, version)
      ? []
      : [
          finding(
            'package.json',
            'unpinned-package',
            `${name} is asked for as "${version}".`,
            'Pin one exact version of the registry.',
          ),
        ]),
    ...(!isReviewed(name, allowed)
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

const lockfileFindings = (
  lockfile: Lockfile,
  allowed: readonly string[],
  files: readonly GeneratedFile[],
): Finding[] =>
  Object.entries(lockfile.packages ?? {})
    .filter(([path]) => path !== '')
    .flatMap(([path, locked]) => {
      const name = lockedName(path);
      return [
        ...(!isReviewed(name, allowed)
          ? [
              finding(
                'package-lock.json',
                'package-not-allowed',
                `The lockfile holds ${name}, which is not among the reviewed packages.`,
                'Derive the lockfile from the generator’s.',
              ),
            ]
          : []),
        ...(locked.resolved !== undefined && !isCarried(files, locked)
          ? [
              finding(
                'package-lock.json',
                'pinned-address',
                `The lockfile fixes an address for ${name} that is no archive of the tree with its integrity.`,
                'Remove "resolved", so that the configured registry is used, or carry the archive that is meant.',
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
      ? lockfileFindings(lockfile, allowed, files)
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
