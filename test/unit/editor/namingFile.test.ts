// A server that settings name is told with the file in which they stand.

import assert from 'node:assert/strict';
import { namedInSettings } from '../../../src/editor/namingFile.ts';

const [one, other] = ['https://one.example', 'https://other.example'];
const named = (ofFolder: string, ofWorkspace: string, workspaceFile?: string) =>
  namedInSettings({ ofFolder, ofWorkspace }, workspaceFile, (file) =>
    workspaceFile ? `beta/${file}` : file,
  );

describe('a server in the settings of a workspace', () => {
  it('stands in the folder’s own where one folder is open', () => {
    assert.deepEqual(named('', one), { url: one, file: '.vscode/settings.json' });
  });

  it('stands in the workspace’s file where there is one, unless a folder has its own', () => {
    assert.deepEqual(named('', one, '/home/ada/team.code-workspace'), {
      url: one,
      file: 'team.code-workspace',
    });
    assert.deepEqual(named(other, one, '/home/ada/team.code-workspace'), {
      url: other,
      file: 'beta/.vscode/settings.json',
    });
  });

  it('is none where nothing could be an address', () => {
    assert.equal(named('', 'nowhere', '/home/ada/team.code-workspace'), undefined);
  });
});
