// Tells when the editor has another theme: whoever paints by himself has to paint anew.

export function whenThemeChanges(act: () => void): void {
  const observer = new MutationObserver(act);
  for (const part of [document.documentElement, document.body])
    observer.observe(part, { attributeFilter: ['class', 'style'] });
}
