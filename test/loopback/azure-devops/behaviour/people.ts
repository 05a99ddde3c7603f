import { factoryIdentity } from '../authenticate.ts';
import { areaState, type Identity, type Organization } from '../state.ts';

/** Users of an organisation. */
export const peopleOf = areaState<Organization, Identity[]>(() => [factoryIdentity]);

export const personOf = (organization: Organization, id: string): Identity | undefined =>
  peopleOf(organization).find((one) => one.id === id);
