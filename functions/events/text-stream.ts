import { ReadableStream } from 'node:stream/web';

/**
 * A byte stream of the texts that a generator yields. A reader that goes away aborts the signal; an error is reported and
 * ends the stream, so that the client reconnects. `ended` is called once, however it ends.
 */
export const textStream = (
  generate: (signal: AbortSignal) => AsyncGenerator<string, void, undefined>,
  report: (error: unknown) => void,
  ended: () => void = () => undefined,
): ReadableStream<Uint8Array> => {
  const abort = new AbortController();
  const texts = generate(abort.signal);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await texts.next();
        if (abort.signal.aborted) return;
        if (done) {
          ended();
          controller.close();
        } else controller.enqueue(encoder.encode(value));
      } catch (error) {
        report(error);
        ended();
        controller.close();
      }
    },
    cancel() {
      abort.abort();
      ended();
    },
  });
};
