// A side that is a Flux HelmRelease in a checkout: what helm-controller would render from it.
import type { ChartChoice, WantedChart } from '../../../flux/chart.ts';
import { chartOf } from '../../../flux/chart.ts';
import { formatReference, mapAt, refer, referenceOf, specOf } from '../../../flux/objects.ts';
import { releaseNameOf, releaseNamespaceOf } from '../../../flux/release.ts';
import { type Manifest, namespaceOf, withMetadata } from '../../../manifests/manifest.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { withTemporaryFolder } from '../../../shared/temporary.ts';
import type { Missing, Side } from '../../model.ts';
import { renderChart } from '../render.ts';
import type { SideOptions, SideRequest } from '../request.ts';
import { type Checkout, openCheckout } from './checkout.ts';
import { createEntries, createResolve } from './entries.ts';
import { locateChart } from './locate.ts';
import { replaceValues } from './ownValues.ts';
import { postRender } from './postRender.ts';
import { isSameRepository } from './repository.ts';
import { createSecrets } from './secrets.ts';
import { type SelectedRelease, selectRelease } from './select.ts';
import { composeValues } from './values.ts';

/**
 * `#namespace/name` or `#name` picks one of several. What Flux would have from the cluster or the network, and is not
 * at hand, is missing. Fails with ToolError `helmrelease-none`, `helmrelease-ambiguous` and `file-read`.
 */
export async function readHelmReleaseSide(request: SideRequest): Promise<Side> {
  const { label, options } = request;
  const checkout = await openCheckout(request);
  const secrets = createSecrets();
  const selected = await selectRelease({ checkout, secrets, options }, request);
  const helmRelease = withNamespace(selected.helmRelease, options);
  const near = [...selected.chain.map(({ file }) => file), selected.written.file];
  const resolve = createResolve({ checkout, layers: selected.layers, near });
  const { values, missing } = composeValues(helmRelease, createEntries(resolve, secrets));
  const rendered = await render(
    { helmRelease, selected, checkout, values, options },
    chartOf(helmRelease, resolve),
  );
  const all = [...selected.missing, ...missing, ...rendered.missing];
  return {
    label,
    objects: rendered.objects,
    missing: all.map((one) => sayOf(helmRelease, one, secrets.hide)),
    namespace: releaseNamespaceOf(helmRelease),
    release: releaseNameOf(helmRelease),
  };
}

/** A namespace that neither the object nor any Kustomization gives can only be the user's. */
function withNamespace(helmRelease: Manifest, { namespace = 'default' }: SideOptions): Manifest {
  return namespaceOf(helmRelease) === '' ? withMetadata(helmRelease, { namespace }) : helmRelease;
}

function sayOf(helmRelease: Manifest, { kind, sentence }: Missing, hide: (text: string) => string): Missing {
  const name = formatReference(refer(helmRelease));
  return { kind, sentence: hide(sentence.startsWith(name) ? sentence : `${name}: ${sentence}`) };
}

interface Work {
  readonly helmRelease: Manifest;
  readonly selected: SelectedRelease;
  readonly checkout: Checkout;
  readonly values: JsonObject;
  readonly options: SideOptions;
}

type Content = Pick<Side, 'objects' | 'missing'>;

function nothing(kind: string, sentence: string): Content {
  return { objects: [], missing: [{ kind, sentence }] };
}

async function render(work: Work, choice: ChartChoice): Promise<Content> {
  if ('problem' in choice) return nothing('source', choice.problem);
  return withTemporaryFolder(async (temporary) => {
    const { helmRelease, checkout, values, options } = work;
    const { root } = checkout;
    const isOwn = isOwnRepository(choice, work);
    const located = await locateChart(choice, { root, isOwn, temporary, options });
    if ('sentence' in located) return nothing('chart', located.sentence);
    const prepared = await replaceValues(choice, located.chart, { root, temporary });
    if ('sentence' in prepared) return nothing('chart', prepared.sentence);
    const rendering = {
      chart: prepared.chart,
      release: releaseNameOf(helmRelease),
      namespace: releaseNamespaceOf(helmRelease),
      values,
      skipSchema: ['install', 'upgrade'].some(
        (action) => mapAt(specOf(helmRelease), action).disableSchemaValidation === true,
      ),
    };
    const rendered = await renderChart(rendering, options);
    if ('problem' in rendered) return nothing('render', `helm cannot render it: ${rendered.problem}`);
    const finished = await postRender(helmRelease, rendered.objects, options);
    return 'problem' in finished
      ? nothing('patch', finished.problem)
      : { objects: finished.objects, missing: [] };
  });
}

/** What the Kustomizations on the way are read from is the checkout itself. */
function isOwnRepository({ source, url }: WantedChart, { selected, checkout }: Work): boolean {
  const wanted = formatReference(source);
  const isTheirs = selected.layers.some(({ kustomization }) => {
    if (kustomization === undefined) return false;
    const from = referenceOf(
      mapAt(specOf(kustomization), 'sourceRef'),
      namespaceOf(kustomization) || 'flux-system',
    );
    return formatReference(from) === wanted;
  });
  return isTheirs || checkout.remotes.some((remote) => isSameRepository(remote, url));
}
