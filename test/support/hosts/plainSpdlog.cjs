// Stands in for the compiled `@vscode/spdlog` inside the test server: the same calls, written with plain Node.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

/** Writes each line as it comes: what a failed test needs is the last line before it. */
class Logger {
  constructor(_kind, _name, path) {
    this.path = path;
    this.lowest = 0;
    this.raw = false;
    levels.forEach((level, rank) => {
      this[level === 'warning' ? 'warn' : level] = (text) => this.write(rank, text);
    });
  }

  write(rank, text) {
    if (rank < this.lowest) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.path, this.raw ? text : `${time} [${levels[rank]}] ${text}\n`);
  }

  getLevel() {
    return this.lowest;
  }

  setLevel(rank) {
    this.lowest = rank;
  }

  clearFormatters() {
    this.raw = true;
  }

  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, path) {
  mkdirSync(dirname(path), { recursive: true });
  return new Logger('rotating', name, path);
}

// Named one by one, so that `import()` of this file sees the names.
exports.Logger = Logger;
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
