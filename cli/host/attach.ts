import { get } from 'node:http';

/**
 * Holds a connection to the host, which lives as long as one is held. `lost` is called when the host closes it. Returns how
 * to let go. (`node:http`, because `fetch` ends a response that is silent for five minutes.)
 */
export const attach = (url: string, lost: (why: string) => void): (() => void) => {
  let released = false;
  const end = (why: string) => {
    if (!released) lost(why);
    released = true;
  };
  const request = get(new URL('/admin/host/attach', url), (response) => {
    response.resume();
    response.once('close', () => end('the connection to it ended.'));
  });
  request.once('error', ({ message }) => end(message));
  return () => {
    released = true;
    request.destroy();
  };
};
