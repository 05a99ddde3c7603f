/** Functions of the expressions of Azure Pipelines, with those that ask how what went before ended. */
export const pipelineFunctions: readonly string[] =
  'always and canceled coalesce contains containsValue convertToJson counter endsWith eq failed format ge gt in join le length lower lt ne not notIn or replace split startsWith succeeded succeededOrFailed trim upper xor iif dependsOn'.split(
    ' ',
  );

/** Instructions of a Dockerfile. */
export const dockerInstructions: readonly string[] =
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'.split(
    ' ',
  );

/** Fields of the Compose specification, and the instructions of a Dockerfile. */
export const containerWords: readonly string[] = [
  ...dockerInstructions,
  ...'services volumes networks name build image ports environment read_only tmpfs cap_drop security_opt depends_on healthcheck restart command user profiles'.split(
    ' ',
  ),
];
