import type { Decision, DecisionKind } from '../api/types.ts';

/** What is written into the form of a decision. */
export type DecisionDraft = {
  kind: DecisionKind;
  guidance: string;
  reason: string;
  path: string;
  content: string;
  answer: string;
};

export const emptyDraft = (kind: DecisionKind): DecisionDraft => ({
  kind,
  guidance: '',
  reason: '',
  path: '',
  content: '',
  answer: '',
});

export type DraftField = Exclude<keyof DecisionDraft, 'kind'>;

/** Fields of each decision; the first of those that must be filled in and is empty is what is wrong. */
export const fieldsOf: Record<DecisionKind, { field: DraftField; required: boolean }[]> = {
  retry: [{ field: 'guidance', required: false }],
  accept: [{ field: 'reason', required: true }],
  amend: [
    { field: 'path', required: true },
    { field: 'content', required: true },
    { field: 'reason', required: false },
  ],
  answer: [{ field: 'answer', required: true }],
  abort: [{ field: 'reason', required: true }],
};

/** The field that is missing, if one is. */
export const missingField = (draft: DecisionDraft): DraftField | undefined =>
  fieldsOf[draft.kind].find(({ field, required }) => required && draft[field].trim() === '')?.field;

/** Members of a definition: a JSON object as it is, anything else as a new text. */
const answerOf = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // A text in plain English.
  }
  return { text: text.trim() };
};

/** The decision that a form without a missing field says. */
export const decisionOf = (draft: DecisionDraft): Decision => {
  const { kind, guidance, reason, path, content, answer } = draft;
  switch (kind) {
    case 'retry':
      return { kind, ...(guidance.trim() ? { guidance: guidance.trim() } : {}) };
    case 'amend':
      return { kind, path, content, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    case 'answer':
      return { kind, data: answerOf(answer) };
    default:
      return { kind, reason: reason.trim() };
  }
};

/** Files that may be replaced: of the service that waits where one does, no archives, no reports of the checks. */
export const amendable = (paths: readonly string[], service: string | undefined): string[] =>
  paths.filter(
    (path) =>
      (service === undefined || path.startsWith(`services/${service}/`)) &&
      !path.startsWith('quality/') &&
      !path.endsWith('.tgz'),
  );
