// The program by the name that it had before: `node tools/cli/bin.js`.
import './bin.cjs';
