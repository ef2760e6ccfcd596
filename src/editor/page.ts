// The map's HTML: an empty page with a strict policy; everything else comes by message.

import * as vscode from 'vscode';

export function pageOf(webview: vscode.Webview, extension: vscode.Uri): string {
  const asset = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'webview', name)).toString();
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    // The map's own drawing, on its way to becoming a PNG.
    'img-src data:',
    // The layout's own thread, which the page makes of what it brought itself.
    'worker-src blob:',
  ].join('; ');
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${asset('main.css')}">
    <title>${vscode.l10n.t('Lineage')}</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${asset('main.js')}"></script>
  </body>
</html>`;
}
