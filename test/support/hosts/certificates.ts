// Throw-away certificates: an authority that nobody trusts, and what it signs.
import { generate } from 'selfsigned';

/** In PEM, as Node's servers take them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

const always = { keyType: 'ec', algorithm: 'sha256' } as const;

export function makeAuthority(name: string): Promise<Certificate> {
  return make(name, {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
}

/** For a server that is known by a host name, or on this machine. */
export function makeCertificate(host: string, ca: Certificate): Promise<Certificate> {
  return make(host, {
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: host },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
}

async function make(name: string, options: Parameters<typeof generate>[1]): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: name }], { ...always, ...options });
  return { key: made.private, cert: made.cert };
}
