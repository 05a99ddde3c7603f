import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { systemPath } from '../../../processes/command-environment.ts';
import { compiledCodeDirectory } from '../../../processes/compiled-code.ts';
import { runCommand } from '../../../processes/run-command.ts';
import {
  failedWith,
  isTrue,
  passed,
  type StepContext,
  type StepOutcome,
  type StepRunner,
} from './step-context.ts';

/** A build log may be long; what is over is no build any more. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

const SET_VARIABLE = /^##vso\[task\.setvariable variable=([^;\]]+)[^\]]*\](.*)$/gm;

const shell = ['/bin/bash', '/usr/bin/bash'].find(existsSync);

const environmentOf = ({ step, variables, home }: StepContext): Record<string, string> => ({
  PATH: systemPath(),
  HOME: home,
  TMPDIR: home,
  NODE_COMPILE_CACHE: compiledCodeDirectory(),
  ...variables.environment(),
  TF_BUILD: 'True',
  ...Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, variables.expand(value)])),
});

/** Runs a script through `bash -e` (`sh -e` where there is no bash): its first failing command ends it. */
const runText = async (text: string, context: StepContext): Promise<StepOutcome> => {
  const { step, variables, sources, home } = context;
  const file = join(home, `${randomUUID()}.sh`);
  await writeFile(file, variables.expand(text));
  const folder = step.workingDirectory ?? context.input('workingDirectory') ?? '';
  const bash = shell === undefined ? ['/bin/sh'] : [shell, '--noprofile', '--norc'];
  const [program = '/bin/sh', ...options] = bash;
  const result = await runCommand(context.registry, program, [...options, '-e', file], {
    cwd: resolve(sources, variables.expand(folder)),
    env: environmentOf(context),
    timeoutMs: context.timeoutMs,
    maxOutputBytes: MAX_OUTPUT_BYTES,
    onOutput: (chunk) => context.log(chunk.toString('utf8')),
  });
  for (const [, name = '', value = ''] of result.stdout.matchAll(SET_VARIABLE))
    variables.set(name, value.trimEnd());
  if (result.ended !== undefined) return failedWith(`ended: ${result.ended}`);
  if (result.exitCode !== 0) return failedWith(`exit code ${result.exitCode}`);
  if (isTrue(step.failOnStderr) && result.stderr !== '') return failedWith('it wrote to standard error');
  return passed('exit code 0');
};

/** `script:` and `bash:`. */
export const runScript: StepRunner = (context) =>
  runText(String(context.step['script'] ?? context.step['bash']), context);
