/**
 * The spelling of prose: `npm run words`. Words of the whole site stand in words.txt here, those of
 * one essay in words.txt in its folder, or in a comment: `# cspell:words …` in the front matter.
 */
import { globSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

const lists = globSync('src/content/essays/*/words.txt');
const nameOf = (file) => basename(dirname(file));

export default {
  version: '0.2',
  language: 'en-GB',
  // Globs are read from the root of the project.
  globRoot: '../..',
  dictionaryDefinitions: [
    { name: 'site', path: resolve(import.meta.dirname, 'words.txt') },
    ...lists.map((file) => ({ name: nameOf(file), path: resolve(file) })),
  ],
  dictionaries: ['site'],
  overrides: lists.map((file) => ({
    filename: `**/${nameOf(file)}/*.mdx`,
    dictionaries: [nameOf(file)],
  })),
  ignoreRegExpList: [
    '/```[\\s\\S]*?```/g',
    '/`[^`]*`/g',
    '/^ {4,}.*$/gm',
    '/^import .*$/gm',
    '/\\{[^{}]*\\}/g',
    '/\\]\\([^)]*\\)/g',
    '/ of="[^"]*"/g',
    // Names of people, titles and venues.
    '/^references:[\\s\\S]*?(?=^\\w|^---)/gm',
  ],
};
