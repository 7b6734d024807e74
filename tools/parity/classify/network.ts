// Risks of changes to Services, routes and network policies.
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import {
  all,
  type Case,
  inKind,
  isAdded,
  isAddition,
  isReduction,
  isRemoved,
  type RiskRule,
} from './case.ts';

const routes = /^(?:HTTP|GRPC|TCP|TLS|UDP)Route$|^Ingress$/;
const anywhere = /./;

export const networkRules: readonly RiskRule[] = [
  {
    code: 'service-selector',
    risk: 'R3',
    when: inKind(/^Service$/, /^spec\.selector/),
    consequence: 'The Service sends its traffic to other pods, or to none.',
    remedy: 'Select the labels that the pods carry.',
  },
  {
    code: 'service-exposed',
    risk: 'R5',
    when: all(
      inKind(/^Service$/, /^spec\.(?:type|externalIPs|loadBalancerSourceRanges)/),
      ({ after }) => after !== 'ClusterIP',
    ),
    consequence: 'The Service can be reached from other places than before.',
    remedy: 'Keep the type of the Service unless the exposure is wanted.',
  },
  {
    code: 'service-port-added',
    risk: 'R5',
    when: all(inKind(/^Service$/, /^spec\.ports\[\]$/), isAdded),
    consequence: 'Another port can be reached.',
    remedy: 'Check that the port is meant to be reached.',
  },
  {
    code: 'service-port',
    risk: 'R3',
    when: inKind(/^Service$/, /^spec\.ports/),
    consequence: 'Clients, routes and monitors that use this port no longer reach it.',
    remedy: 'Keep number, name and target of the port.',
  },
  {
    code: 'service-traffic',
    risk: 'R3',
    when: inKind(/^Service$/, /^spec/),
    consequence: 'Traffic to the Service takes another way.',
    remedy: 'Keep the setting of the baseline.',
  },
  {
    code: 'route-added',
    risk: 'R5',
    when: all(inKind(routes, /^spec\.(?:hostnames|rules|parentRefs|tls)/), isAddition),
    consequence: 'The application can be reached under another address.',
    remedy: 'Check that the address is meant to be public.',
  },
  {
    code: 'route',
    risk: 'R3',
    when: inKind(routes, /^spec/),
    consequence: 'Requests that reach the application today take another way, or none.',
    remedy: 'Keep host names, paths, gateways and backends.',
  },
  {
    code: 'network-loosened',
    risk: 'R5',
    when: all(inKind(/^NetworkPolicy$/, anywhere), loosensPolicy),
    consequence: 'Connections are allowed that the baseline forbids.',
    remedy: 'Keep the rules of the baseline.',
  },
  {
    code: 'network-tightened',
    risk: 'R3',
    when: inKind(/^NetworkPolicy$/, /^spec/),
    consequence: 'Connections that work today may be cut.',
    remedy: 'Keep the rules, or check who uses these connections.',
  },
];

/**
 * A policy allows what its rules list: a further rule or peer allows more, and so does leaving out a type or a
 * restriction inside a rule.
 */
function loosensPolicy(changed: Case): boolean {
  const { pattern, after, candidate } = changed;
  const direction = /^spec\.(?:in|e)gress/.exec(pattern)?.[0].slice('spec.'.length);
  if (direction !== undefined && isOpen(candidate, direction)) return true;
  if (/^spec\.policyTypes/.test(pattern)) return Array.isArray(after) ? isReduction(changed) : true;
  if (/^spec\.podSelector/.test(pattern)) return true;
  if (/^spec\.(?:in|e)gress(?:\[\])?$/.test(pattern))
    return !isRemoved(changed) && !(Array.isArray(after) && isReduction(changed));
  if (/\.(?:from|to|ports)$/.test(pattern))
    return isRemoved(changed) || (Array.isArray(after) && !isReduction(changed) && !isAdded(changed));
  return isAdded(changed) === /\.(?:from|to|ports)\[\]$/.test(pattern);
}

/** Whether a policy allows everything in a direction: it does not speak of it, or has a rule without conditions. */
function isOpen({ spec }: Case['candidate'], direction: string): boolean {
  const { policyTypes, [direction]: rules } = spec as JsonObject;
  const speaks =
    Array.isArray(policyTypes) && policyTypes.some((type) => String(type).toLowerCase() === direction);
  return (
    !speaks ||
    (Array.isArray(rules) && rules.some((rule) => isJsonObject(rule) && Object.keys(rule).length === 0))
  );
}
