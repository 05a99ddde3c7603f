import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/** Has this process trust a certificate besides those that it trusts. Another process gets it by `NODE_EXTRA_CA_CERTS`. */
export const trust = (certificate: string): void =>
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
