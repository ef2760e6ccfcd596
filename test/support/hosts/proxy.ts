// An HTTP proxy for tests: passes on to one server what is meant for any host, and remembers which hosts were meant.
import { createServer, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface Proxy {
  readonly url: string;
  /** Hosts that requests were meant for. */
  readonly hosts: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** `port` is that of the server on this machine. */
export async function startProxy(port: number): Promise<Proxy> {
  const hosts = new Set<string>();
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    const { hostname, pathname, search } = new URL(incoming.url ?? '/', 'http://nowhere');
    hosts.add(hostname);
    const { method, headers } = incoming;
    const passed = request({ port, method, headers, path: pathname + search }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    incoming.pipe(passed);
  });
  // A tunnel: what goes through it is not looked at.
  server.on('connect', (incoming, socket: Socket, head) => {
    hosts.add((incoming.url ?? '').replace(/:\d+$/, ''));
    const far = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    for (const end of [socket, far]) {
      sockets.add(end);
      end.on('error', () => end.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
