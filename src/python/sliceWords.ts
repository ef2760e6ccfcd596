// The words by which a statement is seen to name artifacts, or to start a run, in a text as a whole.

const ownWords = '(?:use|log|link|upsert|finish|download)_artifact|(?:use|log|link)_model|Artifact';
const calledWords =
  'Api|WandbLogger|log_(?:code|table|text|dataset|summary|best_model)|new_draft|artifact_\\w+|WandbModelCheckpoint|' +
  'WandbCallback|wandb_callback|add_wandb_callback|WandbObserver|upload_dataset|launch_add';

/** Methods of W&B alone, and its class: any mention counts, since it may be called under another name. */
const own = new RegExp(`^(?:${ownWords})$`);
/** Words that count where they are called. */
const called = new RegExp(`^(?:${calledWords})$`);
const runLike = /^(?:\w*run|\w*wandb\w*|wb|experiment|\w*logger)$/i;

/** Whether any statement of the text can count: without, it need not be parsed. */
export function mayCount(text: string): boolean {
  return anyWord.test(text) || (text.includes('wandb') && besideWandb.test(text));
}

const anyWord = new RegExp(`\\b(?:${ownWords}|${calledWords}|WANDB_LOG_MODEL)\\b`);
const besideWandb =
  /\b(?:init|sweep|launch|Table|plot_table|artifacts?|registry)\b|wandb\.plot\b|\blog\([\s\S]*\bDataFrame\b|\bDataFrame\b[\s\S]*\blog\(/;

export interface SliceWords {
  /** Whether a name that is mentioned names artifacts, maybe when it is called elsewhere. */
  mentions(name: string): boolean;
  /** Whether a call does: its function's last name, the last name before that, and the whole statement's text. */
  calls(name: string, receiver: string, statement: string): boolean;
  /** Whether a call starts a run, or sets what runs go by. */
  starts(name: string, receiver: string): boolean;
}

export function sliceWords(text: string): SliceWords {
  const tables = /\bTable\b|\bplot_table\b|wandb\.plot\b/.test(text);
  const trainer = text.includes('WANDB_LOG_MODEL');
  const api = /\bApi\b|\bapi\b/.test(text);
  const launch = /\blaunch\b/.test(text) && text.includes('wandb');
  const openai = text.includes('openai') && text.includes('WandbLogger');
  const package_ = new Set(['wandb', 'wb', ...found(text, /\bimport\s+wandb\s+as\s+(\w+)/g)]);
  const init = new Set(['init', ...found(text, /\binit\s+as\s+(\w+)/g)]);
  const fromPackage = /\bfrom\s+wandb\S*\s+import\b/.test(text);
  const classes = ['artifact', ...found(text, /^[ \t]*class[ \t]+(\w+)[ \t]*\(.*\bArtifact\b/gm)];
  const made = new RegExp(
    `(?:^|;)[ \\t]*(?:[\\w.]*\\.)?(\\w+)[ \\t]*=[^;\\n]*(?:${classes.join('|')})\\s*\\(`,
    'gim',
  );
  const artifacts = new Set(found(text, made));
  return {
    mentions: (name) => own.test(name),
    calls: (name, receiver, statement) => {
      if (called.test(name)) return true;
      if (name === 'log' && runLike.test(receiver) && /DataFrame|read_\w+\(|\w*df\b/.test(statement))
        return true;
      if (name === 'log') return tables && (runLike.test(receiver) || /\.log\(\s*\{/.test(statement));
      if (name === 'save' || name === 'link') return artifacts.has(receiver) || /art|draft/i.test(receiver);
      if (/^(?:artifacts?|job|registry|collections?|versions)$/.test(name)) return api;
      if (name === 'launch') return launch;
      if (name === 'sync') return openai;
      return trainer && /(?:TrainingArguments|Config)$/.test(name);
    },
    starts: (name, receiver) => {
      if (name === 'sweep') return receiver === '' || package_.has(receiver);
      if (!init.has(name)) return false;
      return receiver === '' ? fromPackage : package_.has(receiver) || /wandb/i.test(receiver);
    },
  };
}

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}
