import type { Review } from '../../factory/domain/review.ts';
import type { ExitCode } from '../cli-error.ts';
import type { GivenDecision } from '../command-line/decision-options.ts';
import { paintFor } from '../view/paint.ts';
import { subjectLines } from '../view/review-lines.ts';
import { printLines, type CommandContext } from './command-context.ts';
import { goOn } from './go-on.ts';
import { readDecision } from './read-decision.ts';

/** Shows what is decided on, decides it on just that, and goes on with its project. */
export const decide = (
  context: CommandContext,
  given: { review: string; decision: GivenDecision; shown: string | undefined },
): Promise<ExitCode> => {
  const decision = readDecision(given.decision);
  const stream = context.json ? context.stderr : context.stdout;
  let review: Review | undefined;
  return goOn(context, {
    pump: 'all',
    asked: decision.kind === 'abort' ? 'aborted' : 'completed',
    async project({ api }) {
      review = await api.review(given.review);
      printLines(stream, [...subjectLines(review, context.workspaceOption, paintFor(stream)), '']);
      return review.projectId;
    },
    async change({ api }) {
      await api.decide(given.review, decision, given.shown ?? review?.sha256 ?? '');
      printLines(stream, [`Decided: ${decision.kind}`, '']);
    },
  });
};
