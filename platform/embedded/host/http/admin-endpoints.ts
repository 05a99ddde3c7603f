import type { Attachments } from './attachments.ts';
import type { AdminEndpoints } from './host-server.ts';
import { sendJson } from './problem.ts';

/** The host's own endpoints: how it is, staying attached to it, ending it. */
export const createAdminEndpoints = (host: {
  status: () => Record<string, unknown>;
  attachments: Attachments;
  shutdown: () => void;
}): AdminEndpoints => ({
  'GET /admin/host/status': (_, response) =>
    sendJson(response, 200, {
      state: 'Running',
      pid: process.pid,
      ...host.status(),
      attached: host.attachments.count(),
    }),
  'GET /admin/host/attach': (_, response) => host.attachments.attach(response),
  'POST /admin/host/shutdown': (_, response) => {
    response.once('close', host.shutdown);
    sendJson(response, 202, { state: 'Stopping' });
  },
});
