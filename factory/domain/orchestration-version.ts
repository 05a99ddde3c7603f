/**
 * Version of the orchestrations: another one as soon as a history recorded before would not replay any more (the golden
 * histories say so). A project is finished by the version that it was started with. host.json's `defaultVersion` is the same.
 */
export const ORCHESTRATION_VERSION = '2.0';

/** Why a project that has not ended is not worked on here; `undefined` when it is. `started` is empty before versions were kept. */
export const heldBecause = (started: string): string | undefined => {
  if (started === ORCHESTRATION_VERSION) return undefined;
  const its =
    started === '' ? 'by a factory without orchestration versions' : `with orchestration version ${started}`;
  return `It was started ${its}; this factory has version ${ORCHESTRATION_VERSION}. Nothing of it is lost: resume it with the factory that started it.`;
};
