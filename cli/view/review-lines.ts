import type { DecisionKind } from '../../factory/domain/decision.ts';
import type { Review } from '../../factory/domain/review.ts';
import { stageTitles } from '../../factory/domain/stage.ts';
import { amendedPath, amendmentLines } from './amendment-lines.ts';
import { count } from './count.ts';
import { indent } from './indent.ts';
import type { Paint } from './paint.ts';
import { fit, printable } from './printable.ts';
import { table } from './table.ts';

/** Columns of what is asked, where several are listed. */
const TITLE_WIDTH = 120;

/** `Engineering, audit-trail`. */
const whereOf = ({ stage, service }: Review): string =>
  [stage ? stageTitles[stage] : '', service ?? ''].filter((part) => part !== '').join(', ') ||
  'before the first stage';

/** Reviews in rows. */
export const reviewTable = (reviews: readonly Review[]): string[] =>
  table(
    ['review', 'project', 'where', 'asked', 'since', 'what'],
    reviews.map((review) => [
      review.id,
      review.projectId,
      whereOf(review),
      review.role,
      review.openedAt,
      fit(printable(review.subject.title), TITLE_WIDTH),
    ]),
  );

const decisionOptions: Record<DecisionKind, { what: string; options: (review: Review) => string }> = {
  retry: { what: 'try again', options: () => '--retry' },
  accept: { what: 'go on as it is', options: () => '--accept --reason "…"' },
  amend: {
    what: 'replace an artifact, then try again',
    options: (review) => `--amend FILE --path ${amendedPath(review)}`,
  },
  answer: {
    what: 'answer: a new text, or members of the definition as JSON',
    options: () => '--answer FILE',
  },
  abort: { what: 'end the project, take back what it did', options: () => '--abort --reason "…"' },
};

/** Command lines that decide a review, each with what it does. */
export const decisionCommands = (review: Review, option: string): string[] =>
  table(
    ['', ''],
    review.decisions.map((kind) => {
      const { what, options } = decisionOptions[kind];
      const said = kind === 'accept' && review.kind === 'approval' ? 'approve it and go on' : what;
      return [`npx factory decide ${review.id} ${options(review)}${option}`, said];
    }),
  ).slice(1);

/** What waits for a person at the end of a run: each review, and how it is decided. */
export const openReviewLines = (reviews: readonly Review[], option: string): string[] =>
  reviews.flatMap((review) => [
    `${review.id}  ${whereOf(review)}: ${fit(printable(review.subject.title), TITLE_WIDTH)} (${review.role})`,
    ...indent([`npx factory reviews ${review.id}${option}`, ...decisionCommands(review, option)]),
  ]);

/** Lines below a label, all in one column. */
const labelled = (label: string, text: string): string[] =>
  text.split('\n').map((line, index) => `${(index === 0 ? label : '').padEnd(10)}${printable(line)}`);

/** The title may be the beginning of the message. */
const failureLines = ({ subject: { failure, title } }: Review): string[] =>
  failure
    ? [
        ...(failure.message === title ? [] : labelled('What', failure.message)),
        `Kind      ${failure.kind}${failure.criticalReason ? `, ${failure.criticalReason}` : ''}`,
      ]
    : [];

const outcomeLines = ({ status, decision }: Review): string[] => {
  if (!decision)
    return status === 'withdrawn' ? ['Outcome   withdrawn, because the project was stopped'] : [];
  const { kind, ...content } = decision.decision;
  const why = 'reason' in content ? content.reason : 'guidance' in content ? content.guidance : undefined;
  return [
    `Outcome   ${kind}, by ${printable(decision.by)} at ${decision.at}${why ? `: ${printable(why)}` : ''}`,
  ];
};

/** What a review shows. */
export const subjectLines = (review: Review, option: string, paint: Paint): string[] => {
  const { subject, projectId, role, openedAt, escalatedAt } = review;
  return [
    paint('bold', `${review.id}  ${printable(subject.title)}`),
    ...indent([
      `Project   ${projectId}`,
      `Where     ${whereOf(review)}`,
      ...failureLines(review),
      ...(subject.failure ? [`Tried     ${count(subject.tries, 'time')}`] : []),
      `Asked     ${role}, since ${openedAt}${escalatedAt ? `; anybody since ${escalatedAt}` : ''}`,
      ...outcomeLines(review),
      ...subject.evidence.map(
        ({ path }, index) =>
          `${index === 0 ? 'Evidence' : '        '}  npx factory artifacts ${projectId} ${printable(path)}${option}`,
      ),
    ]),
  ];
};

/** A review whole: what it shows, and the commands that decide it. */
export const reviewLines = (review: Review, option: string, paint: Paint): string[] => [
  ...subjectLines(review, option, paint),
  ...(review.status === 'open'
    ? [
        '',
        paint('bold', 'Decisions'),
        ...indent(decisionCommands(review, option)),
        ...amendmentLines(review, option, paint),
      ]
    : []),
];
