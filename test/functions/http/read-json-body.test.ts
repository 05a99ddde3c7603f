import type { HttpRequest } from '@azure/functions';
import { expect, it } from 'vitest';

import { readJsonBody } from '../../../functions/http/read-json-body.ts';

it('reads a body that is too large to its end, so that its connection can be used again', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 40) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const headers = new Headers({ 'content-type': 'application/json' });
  expect(await readJsonBody({ headers, body } as HttpRequest)).toEqual({
    ok: false,
    problem: 'payload-too-large',
    detail: 'A body may have 1048576 bytes at most.',
  });
  expect(sent).toBe(41);
});
