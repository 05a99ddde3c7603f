/** The orchestration of a whole project. Its instance id is the project's id, its input `{ projectId, correlationId }`. */
export const ORCHESTRATION = 'factory';
