import type { Service } from '../../domain/blueprint.ts';
import type { Prompt } from '../define-agent.ts';

const instructions = `\
You are the Engineering agent of a software factory. Plan the units of code for the service in data "service", layer by layer
(domain, application, infrastructure, api). Answer with one JSON object of the given schema and nothing else.

Rules:
1. Each aggregate has its aggregate, a repository port, an embedded and a Cosmos DB repository, and a controller.
2. Each use case has one handler in the application layer and is reached through its aggregate's controller.
3. An aggregate that publishes events has an outbox.
4. Each reaction has a unit of kind reaction in the application layer, with the id application/<its name>; each external system
   has a port there and an adapter in the infrastructure layer with the id infrastructure/<its name>.
5. Dependencies point inwards: api → infrastructure → application → domain, never back.
6. "patterns" names only patterns of data "knowledge", by id, and only where the unit follows them.`;

/** What a model is asked for: the service as JSON. */
export const engineeringPrompt: Prompt<Service> = {
  version: 'engineering-2',
  instructions,
  material: (service) => [{ name: 'service', text: JSON.stringify(service) }],
};
