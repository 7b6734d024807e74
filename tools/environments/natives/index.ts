// Tanka's native functions. The code behind them is loaded when one is called for the first time.
import type { Native } from '../../jsonnet/port.ts';
import type { Json } from '../../shared/json.ts';

type Call = Native['call'];
type Functions = Readonly<Record<string, Call>>;

interface Row {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly load: (observer?: Observer) => Promise<Functions>;
}

/** Is told what natives look at, outside of what they are given. */
export interface Observer {
  /** An input as cache/inputs.ts names it, with its state. */
  readonly note: (input: string, state: string) => void;
  /** The same call may give something else the next time. */
  readonly refuse: () => void;
}

const data = (): Promise<Functions> => import('./data.ts').then((module) => module.functions);
const regex = (): Promise<Functions> => import('./regex.ts').then((module) => module.functions);
const programs = (observer?: Observer): Promise<Functions> =>
  import('./programs.ts').then((module) => module.createFunctions(observer));

const rows: readonly Row[] = [
  { name: 'parseJson', parameters: ['json'], load: data },
  { name: 'parseYaml', parameters: ['yaml'], load: data },
  { name: 'manifestJsonFromJson', parameters: ['json', 'indent'], load: data },
  { name: 'manifestYamlFromJson', parameters: ['json'], load: data },
  { name: 'sha256', parameters: ['str'], load: data },
  { name: 'escapeStringRegex', parameters: ['str'], load: regex },
  { name: 'regexMatch', parameters: ['regex', 'string'], load: regex },
  { name: 'regexSubst', parameters: ['regex', 'src', 'repl'], load: regex },
  { name: 'helmTemplate', parameters: ['name', 'chart', 'opts'], load: programs },
  { name: 'kustomizeBuild', parameters: ['path', 'opts'], load: programs },
];

export interface Natives {
  /** New ones each time: engines keep no value that came from others. */
  readonly list: () => readonly Native[];
  /**
   * Loads the code of the natives that were called without it. True when there were any: then the evaluation has
   * failed for that reason, and is to be done again.
   */
  readonly load: () => Promise<boolean>;
}

/** Evaluation cannot wait for a module, so a call whose code is not there yet fails, and `load` says so. */
export function createNatives(observer?: Observer): Natives {
  const loaded = new Map<Row['load'], Functions>();
  const wanted = new Set<Row['load']>();
  const create = ({ name, parameters, load }: Row): Native => ({
    name,
    parameters,
    call: (...args: readonly Json[]): Json => {
      const call = loaded.get(load)?.[name];
      if (call) return call(...args);
      wanted.add(load);
      throw new Error(`${name} was called before it was loaded`);
    },
  });
  return {
    list: () => rows.map(create),
    load: async () => {
      const missing = [...wanted];
      for (const load of missing) loaded.set(load, await load(observer));
      wanted.clear();
      return missing.length > 0;
    },
  };
}
