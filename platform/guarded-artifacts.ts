import { gunzipSync } from 'node:zlib';

import { bytesOf } from '../factory/domain/artifact-bytes.ts';
import { isBinary, type GeneratedFile } from '../factory/domain/artifact.ts';
import { findSecrets, redactSecrets } from '../factory/domain/secrets.ts';
import { criticalError, PortError } from './port-error.ts';
import type { ArtifactStore } from './ports.ts';
import { pathProblem, quotePath } from './safe-path.ts';

/** Most bytes of an archive that are unpacked to be read. */
const MAX_UNPACKED = 64 * 1024 ** 2;

const textOf = (file: GeneratedFile): string => {
  if (!isBinary(file.path)) return file.content;
  try {
    return gunzipSync(bytesOf(file), { maxOutputLength: MAX_UNPACKED }).toString('latin1');
  } catch (cause) {
    const message = `The archive ${quotePath(file.path)} cannot be unpacked, so nobody knows what is in it.`;
    throw new PortError('code-generation', message, { cause });
  }
};

const refusePath = ({ path }: GeneratedFile): void => {
  const problem = pathProblem(path);
  if (problem === undefined) return;
  throw criticalError(
    'path-escape',
    `The path ${redactSecrets(quotePath(path))} ${problem}. Nothing was stored; correct what made the path.`,
  );
};

const refuseSecret = (file: GeneratedFile): void => {
  const [found] = findSecrets(`${file.path}\n${textOf(file)}`);
  if (found === undefined) return;
  const place = found.line === 1 ? 'The name of' : `Line ${found.line - 1} of`;
  throw criticalError(
    'secret',
    `${place} ${redactSecrets(quotePath(file.path))} holds ${found.rule.what} (secrets/${found.rule.id}). Nothing was stored. Take it out of what the file was made from, and revoke it where it is real.`,
  );
};

/**
 * The artifact store with a guard before it, whatever is behind: a file that holds a credential, or whose path would leave the
 * tree, is kind `critical` before anything of the call is stored. What is stored may be committed, logged and shown.
 */
export const guardArtifacts = (store: ArtifactStore): ArtifactStore => ({
  ...store,
  async putAll(projectId, stage, files) {
    files.forEach(refusePath);
    files.forEach(refuseSecret);
    return store.putAll(projectId, stage, files);
  },
});
