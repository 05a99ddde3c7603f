import type { Attributes, Span } from '@opentelemetry/api';

/**
 * A span that is another one, which `span` answers when it is first needed.
 * @param noted is told which attributes are set, whether the span is sampled or not
 */
export const delegatedSpan = (
  span: () => Span,
  noted: (attributes: Attributes) => void = () => undefined,
): Span => {
  const chained = (change: (span: Span) => unknown): Span => {
    change(span());
    return own;
  };
  const own: Span = {
    spanContext: () => span().spanContext(),
    setAttribute(key, value) {
      noted({ [key]: value });
      return chained((each) => each.setAttribute(key, value));
    },
    setAttributes(attributes) {
      noted(attributes);
      return chained((each) => each.setAttributes(attributes));
    },
    addEvent: (name, attributes, time) => chained((each) => each.addEvent(name, attributes, time)),
    addLink: (link) => chained((each) => each.addLink(link)),
    addLinks: (links) => chained((each) => each.addLinks(links)),
    setStatus: (status) => chained((each) => each.setStatus(status)),
    updateName: (name) => chained((each) => each.updateName(name)),
    end: (time) => span().end(time),
    isRecording: () => span().isRecording(),
    recordException: (exception, time) => span().recordException(exception, time),
  };
  return own;
};

/**
 * A span that begins when it is first needed: a request that makes a project is in that project's trace, whose id is not
 * known when the request comes. Whatever is started below it, or asks for its id, has it begin.
 */
export const lateSpan = (begin: () => Span): Span => {
  let begun: Span | undefined;
  return delegatedSpan(() => (begun ??= begin()));
};
