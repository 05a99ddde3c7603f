import { ReadableStream } from 'node:stream/web';

/**
 * A byte stream of the texts that a generator yields. A reader that goes away aborts the signal; an error is reported and
 * ends the stream, so that the client reconnects.
 */
export const textStream = (
  generate: (signal: AbortSignal) => AsyncGenerator<string, void, undefined>,
  report: (error: unknown) => void,
): ReadableStream<Uint8Array> => {
  const abort = new AbortController();
  const texts = generate(abort.signal);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await texts.next();
        if (abort.signal.aborted) return;
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        report(error);
        controller.close();
      }
    },
    cancel() {
      abort.abort();
    },
  });
};
