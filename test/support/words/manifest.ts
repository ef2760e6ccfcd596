// The strings of package.json that people read, each under the key that it has in package.nls.json.

export interface ManifestString {
  readonly key: string;
  readonly text: string;
  /** Writes another text in its place. */
  readonly replace: (text: string) => void;
}

// biome-ignore format: a table
type Json = { [key: string]: Json } | Json[] | string | number | boolean | null | undefined;
type Fields = Readonly<Record<string, Json>>;

const own = 'artifactLineage.';

/** Names of the product, of types and of models' own descriptions are the same in every language. */
export function manifestStrings(manifest: Fields): readonly ManifestString[] {
  const found: ManifestString[] = [];
  const take = (holder: Json, field: string | number, key: string) => {
    const fields = holder as Record<string | number, Json>;
    const text = fields[field];
    if (typeof text !== 'string') return;
    const replace = (other: string) => {
      fields[field] = other;
    };
    found.push({ key, text, replace });
  };
  const each = (json: Json, visit: (item: Fields, index: number) => void) => {
    if (Array.isArray(json)) for (const [index, item] of json.entries()) visit(fieldsOf(item), index);
  };
  const contributes = fieldsOf(manifest.contributes);
  take(manifest, 'description', 'description');
  take(fieldsOf(fieldsOf(manifest.capabilities).untrustedWorkspaces), 'description', 'untrusted');
  each(contributes.commands, (command) => {
    take(command, 'title', `command.${short(command.command)}.title`);
    take(command, 'shortTitle', `command.${short(command.command)}.shortTitle`);
    take(command, 'category', 'category');
  });
  each(contributes.submenus, (submenu) => take(submenu, 'label', `submenu.${short(submenu.id)}.label`));
  for (const views of Object.values(fieldsOf(contributes.views)))
    each(views, (view) => {
      take(view, 'name', `view.${short(view.id)}.name`);
      take(view, 'accessibilityHelpContent', `view.${short(view.id)}.help`);
    });
  const welcomes = new Map<string, number>();
  each(contributes.viewsWelcome, (welcome) => {
    const view = short(welcome.view);
    const count = (welcomes.get(view) ?? 0) + 1;
    welcomes.set(view, count);
    take(welcome, 'contents', `welcome.${view}.${count}`);
  });
  each(contributes.configuration, (group, index) => {
    take(group, 'title', `settings.${index + 1}.title`);
    settings(fieldsOf(group.properties), 'setting.', take);
  });
  each(contributes.customEditors, (editor) =>
    take(editor, 'displayName', `customEditor.${short(editor.viewType)}`),
  );
  each(contributes.languageModelTools, (tool) => {
    for (const field of ['displayName', 'userDescription']) take(tool, field, `tool.${tool.name}.${field}`);
  });
  each(contributes.walkthroughs, (walkthrough) => {
    for (const field of ['title', 'description']) take(walkthrough, field, `walkthrough.${field}`);
    each(walkthrough.steps, (step) => {
      for (const field of ['title', 'description']) take(step, field, `walkthrough.${step.id}.${field}`);
      take(fieldsOf(step.media), 'altText', `walkthrough.${step.id}.altText`);
    });
  });
  return found;
}

function settings(
  properties: Fields,
  prefix: string,
  take: (holder: Json, field: string | number, key: string) => void,
): void {
  for (const [id, setting] of Object.entries(properties)) {
    const fields = fieldsOf(setting);
    const key = prefix + short(id);
    for (const field of ['description', 'markdownDescription', 'markdownDeprecationMessage'])
      take(fields, field, `${key}.${field === 'markdownDeprecationMessage' ? 'deprecated' : 'description'}`);
    for (const field of ['enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels']) {
      const texts = fields[field];
      const values = Array.isArray(fields.enum) ? fields.enum : [];
      if (!Array.isArray(texts)) continue;
      for (const index of texts.keys())
        take(texts, index, `${key}.${field === 'enumItemLabels' ? 'label' : 'enum'}.${values[index]}`);
    }
    settings(fieldsOf(fields.properties), `${key}.`, take);
  }
}

function fieldsOf(json: Json): Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
}

function short(id: Json): string {
  const text = String(id);
  return text.startsWith(own) ? text.slice(own.length) : text;
}
