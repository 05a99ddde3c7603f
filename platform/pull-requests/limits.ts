import { redactSecrets } from '../../factory/domain/secrets.ts';
import type { PullRequestDraft, PullRequestStatus } from '../../factory/domain/pull-request.ts';
import { PortError } from '../port-error.ts';
import { withoutMarkers } from './comment-marker.ts';

const MAX_TITLE = 400;
const MAX_DESCRIPTION = 4_000;
const MAX_STEPS = 50;
const MAX_REVIEWERS = 50;
const MAX_LABELS = 20;
const MAX_STATUS = 200;

/** Characters of a comment; the service takes more, people read less. */
export const MAX_COMMENT = 16_000;

const refuse = (what: string): never => {
  throw new PortError('invalid-configuration', `A pull request was refused, nothing was written: ${what}.`);
};

/** Text that goes to people: no secret in it, no control character but line ends and tabs. */
const clean = (text: string): string =>
  redactSecrets(text.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n\t]/gu, ' ')).trim();

const oneLine = (text: string, most: number, what: string): string => {
  const line = clean(text).replace(/\s+/g, ' ');
  if (line === '') refuse(`${what} is empty`);
  return line.length <= most ? line : `${line.slice(0, most - 1)}…`;
};

/** Cuts what is too long where a line ends, and says so. */
const cut = (text: string, most: number): string => {
  if (text.length <= most) return text;
  const note = '\n\n*The rest was cut.*';
  const kept = text.slice(0, most - note.length);
  const end = kept.lastIndexOf('\n');
  return `${end > most / 2 ? kept.slice(0, end) : kept}${note}`;
};

/** Markdown of a comment as it may be sent. */
export const commentText = (markdown: string, most = MAX_COMMENT): string => {
  const text = withoutMarkers(clean(markdown));
  if (text === '') refuse('a comment is empty');
  return cut(text, most);
};

const PERSON = /^[^\s"'<>\\]{1,254}$/;

/** A draft as it may be sent: texts cleaned and cut, nobody and nothing named twice. Commits are checked where they are made. */
export const boundedDraft = (draft: PullRequestDraft): Required<PullRequestDraft> => {
  const { key, steps, targetBranch = 'main', workItemIds = [], reviewers = [], labels = [] } = draft;
  if (steps.length === 0 || steps.length > MAX_STEPS)
    refuse(`it has ${steps.length} steps, 1 to ${MAX_STEPS} can be`);
  const people = new Map(reviewers.map((one) => [one.uniqueName.toLowerCase(), one]));
  if (people.size > MAX_REVIEWERS) refuse(`more than ${MAX_REVIEWERS} reviewers`);
  for (const { uniqueName } of people.values())
    if (!PERSON.test(uniqueName)) refuse(`${JSON.stringify(uniqueName).slice(0, 100)} names no reviewer`);
  if (labels.length > MAX_LABELS) refuse(`more than ${MAX_LABELS} labels`);
  if (workItemIds.some((id) => !Number.isSafeInteger(id) || id < 1)) refuse('a work item has no number');
  return {
    key,
    steps,
    targetBranch,
    title: oneLine(draft.title, MAX_TITLE, 'its title'),
    description: cut(clean(draft.description), MAX_DESCRIPTION),
    workItemIds: [...new Set(workItemIds)].toSorted((a, b) => a - b),
    reviewers: [...people.values()],
    labels: [...new Set(labels.map((label) => oneLine(label, 100, 'a label')))].toSorted(),
  };
};

/** A status as it may be sent. */
export const boundedStatus = (status: PullRequestStatus): PullRequestStatus => {
  const { genre, name, state, targetUrl } = status;
  for (const part of [genre, name])
    if (!/^[A-Za-z0-9][\w .-]{0,99}$/.test(part))
      refuse(`${JSON.stringify(part).slice(0, 120)} is no part of a status context`);
  if (targetUrl !== undefined && !(/^https:\/\/[^\s"<>]{1,2000}$/.test(targetUrl) && URL.canParse(targetUrl)))
    refuse('the address of a status is no https address');
  const description = oneLine(status.description, MAX_STATUS, 'the description of a status');
  return { genre, name, state, description, ...(targetUrl === undefined ? {} : { targetUrl }) };
};
