import { SCOPE } from './authenticate.ts';
import type { AzureDevOpsServer } from './server.ts';

/** Calls of version 7.1 as any client makes them: path below the server, with its query. */
export const sendTo = (server: AzureDevOpsServer) => {
  const call = async (
    method: string,
    path: string,
    more: { body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const issued = await server.access.credential().getToken(SCOPE);
    const response = await fetch(server.url + path, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${issued?.token ?? ''}`,
        'content-type': 'application/json',
        ...more.headers,
      },
      ...(more.body !== undefined && { body: JSON.stringify(more.body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
  };
  return call;
};

/** The same, with the version in the query and the JSON at once. */
export const talkTo =
  (server: AzureDevOpsServer) =>
  async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: ReturnType<typeof JSON.parse> }> => {
    const separator = path.includes('?') ? '&' : '?';
    const { status, text } = await sendTo(server)(method, `${path}${separator}api-version=7.1`, { body });
    return { status, body: text === '' ? undefined : JSON.parse(text) };
  };
