/** Name of the tracer, the meter and the logger of the factory. */
export const INSTRUMENTATION = 'connectsoft.factory';
