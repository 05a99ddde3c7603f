/** Where pull requests are, whatever made them: `refs/pull/<number>/…`. A number has one maker. */
export const PULL_REFS = 'refs/pull';

/** Keeps a second one of its branch from being opened. */
export const onlyOneOf = (sourceBranch: string): string => `refs/active/${sourceBranch}`;
