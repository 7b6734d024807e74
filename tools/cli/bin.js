#!/usr/bin/env node
// Where the program was before it was bin.cjs. npx links the program of a checkout once and never looks again, so what it
// linked long ago has to go on working.
import './bin.cjs';
