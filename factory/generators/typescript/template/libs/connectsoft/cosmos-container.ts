import { CosmosClient, type Container } from '@azure/cosmos';
import { DefaultAzureCredential } from '@azure/identity';

/** Everything that the service keeps lies in one container with partition key path `/partitionKey`. */
export const containerName = 'documents';

/** `clientId` chooses a user-assigned managed identity. */
export const openContainer = (
  endpoint: string,
  database: string,
  clientId?: string,
): { container: Container; close: () => void } => {
  const aadCredentials = new DefaultAzureCredential(clientId ? { managedIdentityClientId: clientId } : {});
  const client = new CosmosClient({ endpoint, aadCredentials });
  return { container: client.database(database).container(containerName), close: () => client.dispose() };
};
