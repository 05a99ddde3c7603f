import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Service } from '../../domain/blueprint.ts';
import { asyncapiDocument } from './asyncapi-document.ts';
import { eventSchemaPath, expectationPath } from './event-address.ts';
import { protoFile } from './grpc/proto-document.ts';
import { eventDataDocument } from './event-data-schema.ts';
import { expectationDocument, receivedEvents } from './expectation.ts';
import type { JsonObject } from './json-object.ts';
import { openapiDocument } from './openapi-document.ts';

const jsonFile = (path: string, document: JsonObject): GeneratedFile => ({
  path,
  content: `${JSON.stringify(document, null, 2)}\n`,
});

/**
 * The published contract of a service: OpenAPI 3.1, AsyncAPI 3.0, a JSON Schema for each event's data, and one for what it
 * reads of each event of another service.
 */
export const contractFiles = (service: Service): GeneratedFile[] => [
  jsonFile('api/openapi.json', openapiDocument(service)),
  jsonFile('api/asyncapi.json', asyncapiDocument(service)),
  ...(service.interfaces.includes('grpc') ? [protoFile(service)] : []),
  ...service.events.map((event) => jsonFile(eventSchemaPath(event), eventDataDocument(service, event))),
  ...receivedEvents(service).map((received) =>
    jsonFile(expectationPath(received.from, received), expectationDocument(service, received)),
  ),
];
