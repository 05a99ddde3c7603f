import { describe, expect, it } from 'vitest';

import type { SourceControl } from '../../../../../platform/ports.ts';
import { branchesOf, deliveriesOn, delivery, file, REPOSITORY, startLab } from './lab.ts';

type Lab = Awaited<ReturnType<typeof startLab>>;

type Work = {
  /** What was done before. */
  given?: (control: SourceControl) => Promise<unknown>;
  work: (control: SourceControl) => Promise<unknown>;
};

/** What there is at the end, as a person sees it. */
const seen = async (lab: Lab) => ({
  names: lab.names(),
  repositories: lab.names().map((name) => {
    const repository = lab.repository(name);
    const branches = branchesOf(repository).toSorted();
    return branches.map((branch) => [branch, deliveriesOn(repository, branch)]);
  }),
  pulls: (
    await lab
      .connect()
      .pullRequest(REPOSITORY, 'change')
      .catch(() => undefined)
  )?.status,
});

const large = [file('a'.repeat(30), 'a'.repeat(900)), file('b', 'b'.repeat(900)), file('c', 'c'.repeat(900))];
const change = delivery('change', [file('c')]);
const ensure = (control: SourceControl) => control.ensureRepository('p-1', REPOSITORY, 'm');

const works: Record<string, Work> = {
  'making a repository': { work: ensure },
  'removing a repository': {
    given: ensure,
    work: (control) => control.removeRepository('p-1', REPOSITORY, 'm'),
  },
  'a commit': { given: ensure, work: (control) => control.commit(REPOSITORY, delivery()) },
  'a commit in several pushes': {
    given: ensure,
    work: (control) => control.commit(REPOSITORY, delivery('large', large)),
  },
  'taking a commit back': {
    given: async (control) => {
      await ensure(control);
      await control.commit(REPOSITORY, delivery());
      await control.commit(REPOSITORY, delivery('large', large));
    },
    work: (control) => control.resetBranch(REPOSITORY, 'large'),
  },
  'opening a pull request': { given: ensure, work: (control) => control.openPullRequest(REPOSITORY, change) },
  'abandoning a pull request': {
    given: async (control) => {
      await ensure(control);
      await control.openPullRequest(REPOSITORY, change);
    },
    work: (control) => control.abandonPullRequest(REPOSITORY, 'change'),
  },
  'opening a pull request anew': {
    given: async (control) => {
      await ensure(control);
      await control.openPullRequest(REPOSITORY, change);
      await control.abandonPullRequest(REPOSITORY, 'change');
    },
    work: (control) => control.openPullRequest(REPOSITORY, delivery('change', [file('d')])),
  },
};

/** Between two of these nothing changes: a cut at a call that reads is like one at the change before it. */
const changes = ({ method }: { method: string }): boolean => method !== 'GET';

/** Runs a piece of work whose nth change is cut, then again as another process; answers whether a call was cut. */
const runCut = async ({ given, work }: Work, number: number) => {
  const lab = await startLab();
  try {
    const connect = () => lab.connect({ maxPushBytes: 1_500 });
    await given?.(connect());
    lab.server.plant({ on: changes, after: number, cut: 'after' });
    await work(connect()).catch(() => undefined);
    const wasCut = lab.server.faultsLeft() === 0;
    lab.server.clearFaults();
    await work(connect());
    return { wasCut, seen: await seen(lab) };
  } finally {
    await lab.server.close();
  }
};

const MAX_CHANGES = 40;

describe('with the connection cut after any change', () => {
  it.each(Object.entries(works))('%s ends as if it had not been', async (_, work) => {
    const whole = (await runCut(work, MAX_CHANGES)).seen;
    let number = 0;
    for (let isCut = true; isCut; number += 1) {
      const ended = await runCut(work, number);
      expect(ended.seen, `change ${number + 1}`).toEqual(whole);
      isCut = ended.wasCut;
    }
    expect(number).toBeGreaterThan(1);
    expect(number).toBeLessThan(MAX_CHANGES);
  });
});

describe('what a cut connection left', () => {
  const whole: [string, Work][] = [
    [
      'a commit in several pushes',
      { work: (control) => control.commit(REPOSITORY, delivery('change', large)) },
    ],
    ['a pull request', { work: (control) => control.openPullRequest(REPOSITORY, delivery('change', large)) }],
  ];
  it.each(whole)('of %s is taken back with it', async (_, { work }) => {
    let wasCut = true;
    for (let number = 0; wasCut; number += 1) {
      const lab = await startLab();
      const control = lab.connect({ maxPushBytes: 1_500 });
      await ensure(control);
      lab.server.plant({ on: changes, after: number, cut: 'after' });
      await work(control).catch(() => undefined);
      wasCut = lab.server.faultsLeft() === 0;
      lab.server.clearFaults();
      const other = lab.connect();
      await other.abandonPullRequest(REPOSITORY, 'change');
      await other.resetBranch(REPOSITORY, 'change');
      expect(await other.removeRepository('p-1', REPOSITORY, 'm'), `change ${number + 1}`).toBe(REPOSITORY);
      await lab.server.close();
    }
  });
});
