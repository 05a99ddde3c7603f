import type { ModelReply } from '../domain/model.ts';
import { redactSecrets, secretFields } from '../domain/secrets.ts';

const redacted = (value: unknown): unknown => {
  if (typeof value === 'string') return redactSecrets(value);
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactSecrets(key), redacted(item)]));
};

/** A reply without credentials, which says where there were some: before it is kept, compared, shown or logged. */
export const withholdSecrets = (reply: ModelReply): ModelReply => {
  if ('refusal' in reply) return { ...reply, refusal: redactSecrets(reply.refusal) };
  if ('unusable' in reply) return { ...reply, said: redactSecrets(reply.said) };
  const found = secretFields(reply.answer);
  if (found.length === 0) return reply;
  return { ...reply, answer: redacted(reply.answer), withheld: found };
};
