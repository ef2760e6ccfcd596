// A web page's address as the target of a link in Markdown.

/** Empty for what is no web page. What is escaped stays as it is; what would end the link is escaped. */
export function linkTarget(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return '';
  return url.href.replace(/[()[\]\\<>]/g, (it) => `%${it.charCodeAt(0).toString(16).toUpperCase()}`);
}
