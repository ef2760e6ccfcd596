// Which server is meant, where several are read.

import * as vscode from 'vscode';
import { machineOf } from '../backends/wandbServer/address.ts';
import type { Server } from './connection.ts';

/** The only one; of several the one that the user picks, undefined when the user leaves. */
export async function pickServer(servers: readonly Server[], title: string): Promise<Server | undefined> {
  if (servers.length < 2) return servers[0];
  const items = servers.map((server) => ({
    label: machineOf(server.url),
    description: server.folders.map(({ name }) => name).join(', '),
    server,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.server;
}
