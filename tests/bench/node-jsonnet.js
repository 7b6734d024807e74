// Evaluates one file with node-jsonnet, as a program of its own, so that it can be timed like the others.
import { Jsonnet } from '@hanazuki/node-jsonnet';

process.stdout.write(await new Jsonnet().evaluateFile(process.argv[2]));
