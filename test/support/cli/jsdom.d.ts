// What tests need of jsdom. Its own types bring those of the browser into every file.
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string);
    readonly window: object;
  }
}
