import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** Ends a server at once, with the connections that are still shaking hands: `closeAllConnections` leaves those. */
export const closable = (server: Server): (() => Promise<void>) => {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise<void>((closed) => {
      server.close(() => closed());
      for (const socket of sockets) socket.destroy();
    });
};
