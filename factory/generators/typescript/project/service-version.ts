/** Version of every service as it is first written. */
export const SERVICE_VERSION = '1.0.0';
