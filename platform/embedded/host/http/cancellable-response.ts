type StreamedResponse = { body: ReadableStream } & Record<string, unknown>;

const hasStream = (result: unknown): result is StreamedResponse =>
  typeof result === 'object' && result !== null && 'body' in result && result.body instanceof ReadableStream;

/**
 * The SDK goes on reading a response's stream when the client has left. This puts a stream in front that ends, and cancels
 * the source, when `signal` fires. Anything but a streamed response is answered as it is.
 */
export const cancellableResponse = (result: unknown, signal: AbortSignal): unknown => {
  if (!hasStream(result)) return result;
  // An HttpResponse keeps its parts in getters, a plain init object in properties: both are read by name.
  const { status, headers, cookies } = result;
  return { status, headers, cookies, body: cancellable(result.body, signal) };
};

const cancellable = (source: ReadableStream, signal: AbortSignal): ReadableStream => {
  const reader = source.getReader();
  let ended = false;
  return new ReadableStream({
    start(controller) {
      const leave = (): void => {
        // A client may also leave after the last byte.
        if (ended) return;
        controller.close();
        // The app's own `cancel` may fail; there is nobody left to tell.
        void reader.cancel('The client closed the connection.').catch(() => undefined);
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      ended = done;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel(reason) {
      ended = true;
      return reader.cancel(reason);
    },
  });
};
