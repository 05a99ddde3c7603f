import type { FunctionDeps } from './function-deps.ts';
import { withHeaders, type Answer } from './http/answer.ts';
import { answering } from './http/answering.ts';
import { problem } from './http/problem.ts';
import { pageHeaders } from './page/page-headers.ts';

/** True when the browser has what `etag` names; both forms, strong and weak, stand for the same bytes. */
const isKnown = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);

const unbuilt = (): Answer =>
  withHeaders(
    problem(
      'unavailable',
      'The page could not be built; the log says why. `npm ci` installs what it is built with. The API works without it.',
    ),
    { 'retry-after': '5' },
  );

/** `GET /` and `GET /{file}`: the page, from its built files. */
export const showPage = ({ page }: Pick<FunctionDeps, 'page'>) =>
  answering(async (request, context, correlationId) => {
    const name = request.params['file'] ?? 'index.html';
    const files = await page().catch((error: unknown) => {
      context.error(`The page could not be built, correlation id ${correlationId}:`, error);
    });
    if (!files) return unbuilt();
    const file = files.get(name);
    const headers = file && pageHeaders(name, file.etag);
    if (!file || !headers) return problem('not-found', `There is no page ${JSON.stringify(`/${name}`)}.`);
    if (isKnown(request.headers.get('if-none-match'), file.etag)) return { status: 304, headers };
    const length = { 'content-length': String(file.bytes.byteLength) };
    return request.method === 'HEAD'
      ? { headers: { ...headers, ...length } }
      : { headers: { ...headers, ...length }, body: file.bytes };
  });
