import { kebabCase } from './naming.ts';
import type { Story } from './product-plan.ts';

/** Where the acceptance feature of a story lies in a service's repository: `test/acceptance/r2-s1-find-events.feature`. */
export const featurePath = ({ id, title }: Pick<Story, 'id' | 'title'>): string =>
  `test/acceptance/${kebabCase(`${id} ${title}`).slice(0, 80).replace(/-$/, '')}.feature`;
