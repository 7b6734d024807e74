// `init app`: a new application in a project, complete with what is made from it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadChartApp } from '../../chart/app.ts';
import { chartFolderOf, chartGenerators } from '../../chart/folder.ts';
import { compileApplication } from '../../chart/templates/index.ts';
import { findRoot } from '../../environments/project.ts';
import { applicationSources, type NewApplication } from '../../environments/scaffold.ts';
import { artefactName, formatArtefact } from '../../prove/artefact.ts';
import { proveChart } from '../../prove/prove.ts';
import { schemaGenerators, writeGenerated } from '../../schema/generate.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { listFiles, writeFileAtomic } from '../../shared/files.ts';
import { createFiles, type NewFile } from '../../shared/newFiles.ts';
import { withTemporaryFolder } from '../../shared/temporary.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { printNext } from '../next.ts';
import { createProgress } from '../output.ts';

interface Options {
  readonly namespace: string;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<name>',
  description:
    'Make a new application in a project: its Jsonnet, the schema of its values, an environment that uses it, and its Helm chart with a proof under Helm 3 and 4. All files are written or none, and nothing is overwritten. Prints the commands to go on with.',
  examples: [
    ['twinhull init app shop', 'lib/apps/shop, schemas/apps/shop, environments/shop/default and charts/shop'],
    ['twinhull init app shop --namespace web', 'with an environment for the namespace web'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('--namespace <namespace>', 'the namespace of the environment', 'default');
  },
  run: async ({ args: [name = ''], options: { namespace }, io }) => {
    checkName(name, { what: 'the name of an application', most: 53 });
    checkName(namespace, { what: 'a namespace', most: 63 });
    const root = findRoot(process.cwd());
    refuseExisting(root, name);
    const progress = createProgress(io);
    const files = await makeFiles({ name, namespace }, progress.show).finally(progress.clear);
    createFiles(files.map(({ file, content }) => ({ file: path.join(root, file), content })));
    const environment = path.relative(process.cwd(), path.join(root, 'environments', name, 'default'));
    printNext(io, { written: files.length, environment });
    return 0;
  },
});

/** Releases have the application's name at first: Helm allows 53 characters, and a Service begins with a letter. */
function checkName(given: string, { what, most }: { readonly what: string; readonly most: number }): void {
  if (/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(given) && given.length <= most) return;
  throw new ToolError('init-app-name', { given: JSON.stringify(given), what, most: String(most) });
}

function refuseExisting(root: string, name: string): void {
  const folders = ['lib/apps', 'schemas/apps', 'environments', 'charts'];
  const file = folders
    .map((folder) => `${folder}/${name}`)
    .find((taken) => existsSync(path.join(root, taken)));
  if (file !== undefined) throw new ToolError('init-app-exists', { file });
}

/** Made and proven in a folder that is removed again, so that the project has all of it or nothing. */
function makeFiles(
  application: NewApplication,
  onProgress: (text: string) => void,
): Promise<readonly NewFile[]> {
  return withTemporaryFolder(async (folder) => {
    for (const { file, content } of applicationSources(application))
      await writeFileAtomic(path.join(folder, file), content);
    await writeGenerated(folder, [...schemaGenerators, ...(await chartGenerators(folder))]);
    await writeProof(folder, application.name, onProgress);
    const files = await listFiles(folder);
    return files.map((file) => ({ file, content: readFileSync(path.join(folder, file)) }));
  });
}

/** Enough to exercise all of the application; one that has grown deserves more. */
const cases = 20;

async function writeProof(root: string, name: string, onProgress: (text: string) => void): Promise<void> {
  const app = await loadChartApp(name, root);
  const chartDir = chartFolderOf(root, name);
  const { insight } = compileApplication(app);
  const proof = await proveChart({
    app,
    chartDir,
    insight,
    cases,
    seed: 1,
    helms: ['helm3', 'helm4'],
    onProgress,
  });
  await writeFileAtomic(path.join(chartDir, artefactName), await formatArtefact(app, chartDir, proof));
}
