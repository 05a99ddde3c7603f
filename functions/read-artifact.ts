import { bytesOf } from '../factory/domain/artifact-bytes.ts';
import { isBinary, type Artifact } from '../factory/domain/artifact.ts';
import type { FunctionDeps } from './function-deps.ts';
import type { Answer } from './http/answer.ts';
import { endpoint } from './http/endpoint.ts';
import { problem } from './http/problem.ts';
import { operations } from './openapi/operations.ts';
import { findProject } from './projects/find-project.ts';

/** Relative, `/`-separated, no segment that walks, no backslash, no control character. */
const isArtifactPath = (path: string): boolean =>
  path.length <= 400 &&
  !/[\\\p{Cc}]/u.test(path) &&
  path.split('/').every((segment) => !['', '.', '..'].includes(segment));

const contentType = (path: string): string => {
  if (isBinary(path)) return 'application/gzip';
  return path.endsWith('.json') ? 'application/json' : 'text/plain; charset=utf-8';
};

/** An artifact holds what a model or a customer wrote: a browser must save it, never run or guess it. */
const downloadHeaders = ({ path, sha256 }: Artifact): Record<string, string> => {
  const name = encodeURIComponent(path.split('/').at(-1) ?? path).replaceAll("'", '%27');
  return {
    'content-type': contentType(path),
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    etag: `"${sha256}"`,
  };
};

const readContent = async (
  artifacts: FunctionDeps['ports']['artifacts'],
  projectId: string,
  path: string,
): Promise<Answer> => {
  const artifact = (await artifacts.list(projectId, path)).find((entry) => entry.path === path);
  const body = artifact && (await artifacts.read(projectId, path));
  return artifact === undefined || body === undefined
    ? problem('not-found', `Project ${projectId} has no artifact ${JSON.stringify(path)}.`)
    : { headers: downloadHeaders(artifact), body: isBinary(path) ? bytesOf({ path, content: body }) : body };
};

/** `GET /api/projects/{projectId}/artifacts/{path}` */
export const readArtifact = ({ ports }: FunctionDeps) =>
  endpoint(operations.readArtifact, async ({ params }) => {
    const path = params['path'] ?? '';
    if (!isArtifactPath(path)) {
      const detail = `path ${JSON.stringify(path.slice(0, 400))} is not the path of an artifact`;
      return problem('validation', `${detail}.`, { errors: [{ parameter: 'path', detail }] });
    }
    const found = await findProject(ports.projects, params);
    return 'missing' in found ? found.missing : readContent(ports.artifacts, found.project.id, path);
  });
