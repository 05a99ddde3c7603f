/** Version of the generators; part of every generated repository's manifest. */
export const FACTORY_VERSION = '0.1.0';
