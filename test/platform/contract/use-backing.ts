import { afterEach, beforeEach } from 'vitest';

import type { Backing } from './backing.ts';

/** Fresh data for every test of a suite. Answers `connect` and `restart` (all clients end, one comes anew). */
export const useBacking = <Port>(
  makeBacking: () => Promise<Backing<Port>>,
): { connect(): Promise<Port>; restart(): Promise<Port> } => {
  let backing: Backing<Port>;
  beforeEach(async () => {
    backing = await makeBacking();
  });
  afterEach(() => backing.destroy());
  return {
    connect: () => backing.connect(),
    async restart() {
      await backing.disconnectAll();
      return backing.connect();
    },
  };
};
