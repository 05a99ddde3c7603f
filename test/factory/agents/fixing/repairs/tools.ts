import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import type { Finding } from '../../../../../factory/domain/quality-report.ts';
import { lintInspection } from '../../../../../factory/verification/checks/lint.ts';
import { typeInspection } from '../../../../../factory/verification/checks/types.ts';
import {
  VERIFICATION_FOLDER,
  verificationFiles,
} from '../../../../../factory/verification/verification-files.ts';

const MODULES: GeneratedFile = { path: 'package.json', content: '{ "type": "module" }' };
const BIN = join(process.cwd(), 'node_modules', '.bin');

type Ended = { exitCode: number; stdout: string; stderr: string };

const run = (cwd: string, tool: string, arguments_: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(join(BIN, tool), arguments_, { cwd, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

/** Files of several trees, each in a folder of its own, so that a tool is started once for all. */
export const inFolders = (trees: ReadonlyMap<string, readonly GeneratedFile[]>): GeneratedFile[] =>
  [...trees].flatMap(([name, files]) =>
    files.map(({ path, content }) => ({ path: `src/${name}/${path}`, content })),
  );

/** What the compiler and the linter, as the factory configures them, find in a tree that is written to a folder. */
export const toolFindings = async (folder: string, files: readonly GeneratedFile[]): Promise<Finding[]> => {
  for (const { path, content } of [...files, ...verificationFiles, MODULES]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const [types, lint] = await Promise.all([
    run(folder, 'tsc', [
      '--project',
      `${VERIFICATION_FOLDER}/tsconfig.json`,
      '--pretty',
      'false',
      '--listFiles',
    ]),
    run(folder, 'oxlint', [
      '--config',
      `${VERIFICATION_FOLDER}/oxlint.json`,
      '--disable-nested-config',
      '--no-ignore',
      '--format',
      'json',
      'src',
    ]),
  ]);
  return [...typeInspection(types, files).findings, ...lintInspection(lint, files).lint.findings];
};
