import type { Attributes, AttributeValue } from '@opentelemetry/api';

import { redactSecrets } from '../../../factory/domain/secrets.ts';

/** Attributes that hold content by their meaning: prompts and answers, queries, addresses with their parameters, bodies. */
const CONTENT =
  /^(?:gen_ai\.(?:input|output|prompt|completion|system_instructions|tool\.(?:call\.arguments|call\.result|definitions))|db\.query\.|url\.(?:full|query)|http\.(?:url|target)|http\.(?:request|response)\.(?:header|body)|exception\.(?:message|stacktrace))/;

const MAX_LENGTH = 1_024;

/** A text without credentials, cut to what telemetry needs. */
export const redactText = (text: string, maxLength = MAX_LENGTH): string =>
  redactSecrets(text).slice(0, maxLength);

const redactValue = (value: AttributeValue): AttributeValue => {
  if (typeof value === 'string') return redactText(value);
  return Array.isArray(value)
    ? (value.map((each) => (typeof each === 'string' ? redactText(each) : each)) as AttributeValue)
    : value;
};

/** Takes content out of attributes, and credentials out of what is left. Changes them. */
export const redactAttributes = (attributes: Attributes): void => {
  for (const [key, value] of Object.entries(attributes)) {
    if (CONTENT.test(key)) delete attributes[key];
    else if (value !== undefined) attributes[key] = redactValue(value);
  }
};
