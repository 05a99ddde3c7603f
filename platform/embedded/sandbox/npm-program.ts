import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { PortError } from '../../port-error.ts';

export type NpmProgram = {
  /** Path of npm's script, to be run by the running Node. */
  script: string;
  major: number;
};

const candidates = (): string[] => {
  const path = (process.env['PATH'] ?? '').split(':').filter((entry) => entry.startsWith('/'));
  return [...path, dirname(process.execPath)].map((entry) => join(entry, 'npm'));
};

const programAt = (path: string): NpmProgram | undefined => {
  try {
    const script = realpathSync(path);
    const manifest: unknown = JSON.parse(readFileSync(join(dirname(script), '../package.json'), 'utf8'));
    const { name, version } = manifest as { name?: unknown; version?: unknown };
    return name === 'npm' && typeof version === 'string'
      ? { script, major: Number.parseInt(version, 10) }
      : undefined;
  } catch {
    return undefined;
  }
};

/** The npm of this machine: the first on PATH. Found without starting it, which would cost more than linking a tree. */
export const findNpm = (): NpmProgram => {
  for (const path of candidates()) {
    const program = programAt(path);
    if (program !== undefined) return program;
  }
  throw new PortError('invalid-configuration', 'npm was not found on PATH. Install npm 10 or later.');
};
