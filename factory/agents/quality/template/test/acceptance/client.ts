import { expect } from 'vitest';

export type Thing = Record<string, unknown>;

export type Answer = { status: number; type: string; etag: string; text: string; body: Thing };

export type Call = {
  method?: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: Thing;
};

/** Calls a path of the service. */
export type Ask = (path: string, options?: Call) => Promise<Answer>;

const parsed = (text: string): Thing => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Thing) : {};
  } catch {
    return {};
  }
};

/** Calls the service and reads its whole answer. */
export const call = async (url: string, path: string, options: Call = {}): Promise<Answer> => {
  const { method = 'GET', query = {}, headers = {}, body } = options;
  const target = new URL(path, url);
  for (const [name, value] of Object.entries(query)) target.searchParams.set(name, value);
  const response = await fetch(target, {
    method,
    headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    etag: response.headers.get('etag') ?? '',
    text,
    body: parsed(text),
  };
};

/** Fails with the answer's own words when the status is another. */
export const expectStatus = (answer: Answer, ...statuses: number[]): void => {
  expect(statuses, `The service answered ${answer.status}: ${answer.text.slice(0, 500)}`).toContain(
    answer.status,
  );
};

/** All items of a list, page by page; `between` runs after each page but the last. */
export const listAll = async (
  ask: Ask,
  path: string,
  query: Record<string, string> = {},
  between: () => Promise<void> = async () => {},
): Promise<Thing[]> => {
  const items: Thing[] = [];
  let cursor: unknown;
  do {
    const page = await ask(path, {
      query: { limit: '200', ...query, ...(typeof cursor === 'string' ? { cursor } : {}) },
    });
    expectStatus(page, 200);
    items.push(...(page.body['items'] as Thing[]));
    cursor = page.body['nextCursor'];
    if (cursor !== undefined) await between();
  } while (cursor !== undefined);
  return items;
};
