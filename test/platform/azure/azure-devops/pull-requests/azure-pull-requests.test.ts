import type { ReviewVote } from '../../../../../factory/domain/pull-request.ts';
import { pullRequestsContract, REVIEWER } from '../../../contract/pull-requests-contract.ts';
import { startPullLab } from './pull-lab.ts';

const VOTES: Readonly<Record<ReviewVote, number>> = { approved: 10, none: 0, waiting: -5, rejected: -10 };

pullRequestsContract('Azure DevOps', async () => {
  const lab = await startPullLab();
  return {
    connect: async () => ({
      control: lab.control(),
      pulls: lab.connect(),
      others: lab.connect(lab.mallory),
      async vote(repository, id, vote) {
        const { reviewers } = lab.pull(repository, id);
        const own = reviewers.get(lab.reviewer.id) ?? { isRequired: false, displayName: REVIEWER };
        reviewers.set(lab.reviewer.id, { ...own, vote: VOTES[vote] });
      },
    }),
    disconnectAll: async () => {},
    destroy: () => lab.server.close(),
  };
});
