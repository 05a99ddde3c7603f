import { noReviewer } from '../../../pull-requests/refusals.ts';
import { AZURE_DEVOPS_URL, bodyOf, type AzureDevOpsHttp } from '../azure-devops-http.ts';
import { needed, type Listed } from '../source-control/git-answers.ts';
import { remembered } from '../remembered.ts';

/** Where the service keeps who its users are. */
const IDENTITY_URL = 'https://vssps.dev.azure.com';

const PREVIEW = '7.1-preview.1';

/** Beside Azure DevOps itself; another server is both. */
export const identityUrlOf = (baseUrl: string): string =>
  baseUrl === AZURE_DEVOPS_URL ? IDENTITY_URL : baseUrl;

type JsonIdentity = {
  id?: string;
  isActive?: boolean;
  properties?: Record<string, { $value?: unknown } | undefined>;
};

const isNamed = ({ properties = {} }: JsonIdentity, uniqueName: string): boolean =>
  ['Account', 'Mail'].some(
    (name) => String(properties[name]?.$value ?? '').toLowerCase() === uniqueName.toLowerCase(),
  );

/** Who people are, and who the factory is. `people` calls where identities are kept. */
export const createIdentities = (http: AzureDevOpsHttp, people: AzureDevOpsHttp) => {
  const own = remembered<string>();
  return {
    /** The id of the one user of an e-mail address or unique name. */
    async idOf(organization: string, uniqueName: string): Promise<string> {
      const answer = await people<Listed<JsonIdentity>>({
        organization,
        method: 'GET',
        path: '/_apis/identities',
        query: { searchFilter: 'General', filterValue: uniqueName, queryMembership: 'None' },
        apiVersion: PREVIEW,
        purpose: 'look up a reviewer',
      });
      const found = bodyOf(answer).value.filter((one) => one.isActive !== false && isNamed(one, uniqueName));
      const [only] = found;
      if (only?.id === undefined || found.length > 1) throw noReviewer(uniqueName);
      return only.id;
    },

    /** The id of the factory itself. */
    self: (organization: string): Promise<string> =>
      own(organization, async () => {
        const answer = await http<{ authenticatedUser?: { id?: string } }>({
          organization,
          method: 'GET',
          path: '/_apis/connectionData',
          apiVersion: PREVIEW,
          purpose: 'find out who it is',
        });
        return needed(bodyOf(answer).authenticatedUser?.id, 'who is calling');
      }),
  };
};

export type Identities = ReturnType<typeof createIdentities>;
