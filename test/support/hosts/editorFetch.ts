// The fetch that extensions meet in VS Code: Node's, patched by VS Code's own package to know proxies and certificates.
import { createFetchPatch, createProxyResolver, type ProxyAgentParams } from '@vscode/proxy-agent';

/** What people set under `http.` in VS Code. */
export interface EditorNetwork {
  proxy?: string;
  noProxy?: readonly string[];
}

/** The system's certificates are none; the settings are read at each call. */
export function editorFetch(settings: EditorNetwork): typeof fetch {
  const log = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
  const params = {
    resolveProxy: async () => undefined,
    getProxyURL: () => settings.proxy,
    getProxySupport: () => 'override',
    getNoProxyConfig: () => [...(settings.noProxy ?? [])],
    isAdditionalFetchSupportEnabled: () => true,
    isWebSocketPatchEnabled: () => false,
    addCertificatesV1: () => true,
    addCertificatesV2: () => false,
    loadSystemCertificatesFromNode: () => false,
    loadAdditionalCertificates: async () => [],
    lookupProxyAuthorization: async () => undefined,
    log,
    getLogLevel: () => 6,
    proxyResolveTelemetry() {},
    isUseHostProxyEnabled: () => false,
    getNetworkInterfaceCheckInterval: () => -1,
    env: {},
  } satisfies ProxyAgentParams;
  const { resolveProxyURL } = createProxyResolver(params);
  return createFetchPatch(params, fetch, resolveProxyURL);
}
