/** Whether an event says that its project ended. More may follow only when the project is started again. */
export const endsProject = (type: string): boolean =>
  ['project.completed', 'project.failed', 'project.cancelled', 'project.aborted'].includes(type);
