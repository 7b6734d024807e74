// What the page does: plain JavaScript, written as texts because it runs where the report is read and not here.
import { drawing } from './script/drawing.ts';
import { filtering } from './script/filtering.ts';
import { steering } from './script/steering.ts';

export const script: string = `'use strict';\n(() => {\n${drawing}${filtering}${steering}})();\n`;
