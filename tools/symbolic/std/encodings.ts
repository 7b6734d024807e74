// Decisions on functions that encode, and that print structures.
import { concrete, type Decisions, each, operation } from './decision.ts';

export const encodingDecisions: Decisions = {
  sha1: operation('sha1'),
  sha256: operation('sha256'),
  sha512: operation('sha512'),
  ...each(['md5', 'sha3'], concrete('templates do not have it', 'use std.sha256')),
  base64: operation('base64', 'of text that is ASCII by its pattern'),
  ...each(
    ['base64Decode', 'base64DecodeBytes'],
    concrete(
      'templates take faulty base64 for text instead of refusing it',
      'make the decoded text the value',
    ),
  ),
  ...each(
    ['encodeUTF8', 'decodeUTF8'],
    concrete('templates do not know the bytes of a text', 'make the text a value of its own'),
  ),
  manifestJsonMinified: operation('json'),
  ...each(
    ['manifestJson', 'manifestJsonEx'],
    concrete(
      'templates indent JSON in another way, and escape other characters',
      'use std.manifestJsonMinified',
    ),
  ),
  ...each(
    ['manifestYamlDoc', 'manifestYamlStream'],
    concrete(
      'templates order keys, quote and fold lines in another way',
      'use std.manifestJsonMinified: JSON is YAML too',
    ),
  ),
  ...each(
    [
      'manifestToml',
      'manifestTomlEx',
      'manifestIni',
      'manifestPython',
      'manifestPythonVars',
      'manifestXmlJsonml',
    ],
    concrete(
      'templates have no printer for it',
      'print the lines with std.join and std.manifestJsonMinified of each value',
    ),
  ),
};
