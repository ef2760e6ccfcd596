// The page's beginning: styles, the line to the extension host, and the app between them.
import '@vscode/codicons/dist/codicon.css';
import './style.css';
import type { ToView } from '../src/protocol/messages.ts';
import { createApp } from './app.ts';

const host = acquireVsCodeApi();
const app = createApp(document.body, {
  post: (message) => host.postMessage(message),
  load: () => host.getState(),
  save: (state) => host.setState(state),
});
window.addEventListener('message', ({ data }: MessageEvent<ToView>) => app.receive(data));
host.postMessage({ type: 'ready' });
