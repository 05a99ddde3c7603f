/** A JSON object under construction: OpenAPI, AsyncAPI and JSON Schema documents are made of these. */
export type JsonObject = { [key: string]: unknown };
