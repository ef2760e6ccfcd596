// All questions that agents may ask, by every door: the editor's language-model tools and the MCP server.

import { compareVersions } from './compareVersions.ts';
import { explainReference } from './explainReference.ts';
import { findLineage } from './findLineage.ts';
import type { Tool } from './tool.ts';
import { whatUses } from './whatUses.ts';

export const tools: readonly Tool[] = [findLineage, whatUses, explainReference, compareVersions];
