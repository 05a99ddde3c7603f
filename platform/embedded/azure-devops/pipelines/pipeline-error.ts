/** A pipeline that cannot be read or ordered. The message names the file or the place. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
}
