import { createHash } from 'node:crypto';

import { bytesOf } from '../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../factory/domain/artifact.ts';
import { failed, type Outcome } from '../factory/domain/failure.ts';
import { extensionRepository } from '../factory/generators/extensions/extension-repository.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile } from './lib/artifact-texts.ts';
import { counted } from './lib/counted.ts';
import { recorded, type ActivityInput } from './lib/recorded.ts';
import { requireProject } from './lib/require-project.ts';
import { verificationOf } from './lib/verification-of.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'verifier' | 'actions' | 'publisher' | 'clock'>;

/** The packages are the same for every project; so is what was found about them. */
const SHARED = 'shared';

/** Hex sha-256 over paths and contents. */
export const digestOf = (files: readonly GeneratedFile[]): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0`).update(bytesOf(file)).update('\0');
  return hash.digest('hex');
};

const done = (output: string) => ({ ok: true as const, value: { result: null, facts: { output } } });

/** Engineering: the packages that services reference are built and tested, once for the same bytes. */
export const createVerifyExtensions =
  (ports: Used) =>
  (input: ActivityInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'engineering',
        agent: 'library-engineer',
        action: 'verify the extension packages',
        input: 'connectsoft-extensions',
      },
      async () => {
        const { definition } = await requireProject(ports.projects, input.projectId);
        if (definition.packageFeed) return done(`they come from ${definition.packageFeed}`);
        const files = await extensionRepository();
        const digest = digestOf(files);
        const report = `extensions/${digest}.json`;
        if (await ports.artifacts.read(SHARED, report)) {
          return done(`verified before with the same bytes (${digest.slice(0, 12)})`);
        }
        const checks = await ports.verifier.verifyExtensions(verificationOf(input, 'extensions'), files);
        const broken = checks.filter(({ passed }) => !passed);
        if (broken.length > 0) {
          const details = broken.map(({ name, output }) => `${name}\n${output}`).join('\n');
          return failed('quality-gate', `The extension packages are broken: ${details}`);
        }
        await ports.artifacts.putAll(SHARED, 'engineering', [jsonFile(report, checks)]);
        return done(
          `${checks.map(({ name }) => name).join(', ')} passed for ${counted(files.length, 'file')}`,
        );
      },
    );
