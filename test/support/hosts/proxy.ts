// A forward proxy for tests: tunnels to one port of this machine, whatever host is meant, and remembers who asked.
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ForwardProxy {
  readonly url: string;
  /** Host and port that tunnels were asked for, in order. */
  readonly asked: string[];
  /** What came as `Proxy-Authorization`, in order; empty without. */
  readonly signs: string[];
  /** The status with which every tunnel is refused; undefined: none is. */
  refusal: number | undefined;
  /** Ends the tunnels that stand. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Speaks as proxies of companies do: to a tunnel that `to` may go through, to nothing else. */
export async function startProxy(to: number): Promise<ForwardProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', keep);
  server.on('connect', ({ url = '', headers }, socket: Socket, head) => {
    proxy.asked.push(url);
    proxy.signs.push(headers['proxy-authorization'] ?? '');
    if (proxy.refusal) {
      // As one that wants a sign-in says how.
      const how = proxy.refusal === 407 ? 'Proxy-Authenticate: Basic realm="company"\r\n' : '';
      socket.end(`HTTP/1.1 ${proxy.refusal} Refused\r\n${how}Content-Length: 0\r\n\r\n`);
      return;
    }
    const far = connect(to, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    keep(far);
    far.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: ForwardProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    signs: [],
    refusal: undefined,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
  return proxy;
}
