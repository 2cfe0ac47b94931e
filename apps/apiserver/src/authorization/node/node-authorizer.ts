import { NODE_RULES } from '../../bootstrap/policy/node-roles.cfg.js';
import type { AccessAttributes, Authorizer, Decision } from '../authorizer.js';
import { RuleSet } from '../rbac/rules.js';
import { nodeOf } from './identity.js';
import type { NodeGraph } from './node-graph.js';

const ALLOW: Decision = { decision: 'allow', reason: '' };
const NO_OPINION: Decision = { decision: 'no opinion', reason: '' };
const no = (reason: string): Decision => ({ decision: 'no opinion', reason });

const READS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);
const LEASE_NAMESPACE = 'kube-node-lease';

/**
 * What kubelets may do: the rules of `system:node`, where objects of pods are concerned only those that the node's pods refer to.
 * Says nothing about other users. Source: Using Node Authorization, KEP-279.
 */
export class NodeAuthorizer implements Authorizer {
  readonly name = 'Node';
  readonly #rules = new RuleSet(NODE_RULES);

  constructor(private readonly graph: Pick<NodeGraph, 'reaches'>) {}

  authorize(asked: AccessAttributes): Decision {
    const node = nodeOf(asked.user);
    if (node === undefined) return NO_OPINION;
    if (node === '') return no(`unknown node for user ${JSON.stringify(asked.user.name)}`);
    if (asked.isResource) {
      const special = this.#special(node, asked);
      if (special) return special;
    }
    return this.#rules.allows(asked) ? ALLOW : NO_OPINION;
  }

  /** Kinds that are judged object by object; `undefined` leaves it to the rules. */
  #special(node: string, asked: AccessAttributes): Decision | undefined {
    switch (`${asked.group}/${asked.resource}`) {
      case '/secrets': case '/configmaps': return this.#referred(node, asked, READS);
      case '/persistentvolumeclaims':
        if (asked.subresource === 'status') return ['get', 'update', 'patch'].includes(asked.verb) ? this.#reachable(node, asked) : no('can only get, update, or patch persistentvolumeclaims/status');
        return this.#referred(node, asked, new Set(['get']));
      case '/persistentvolumes': return this.#referred(node, asked, new Set(['get']));
      case 'resource.k8s.io/resourceclaims': return this.#referred(node, asked, new Set(['get']));
      case '/serviceaccounts':
        if (asked.subresource === 'token') return asked.verb === 'create' ? this.#reachable(node, asked) : no('can only create tokens');
        return this.#referred(node, asked, new Set(['get']));
      case '/nodes': return this.#node(node, asked);
      case 'coordination.k8s.io/leases': return this.#lease(node, asked);
      case 'storage.k8s.io/csinodes': return this.#own(node, asked, 'CSINode');
      default: return undefined;
    }
  }

  #referred(node: string, asked: AccessAttributes, verbs: ReadonlySet<string>): Decision {
    if (asked.subresource) return no('cannot access subresources of this kind');
    if (!verbs.has(asked.verb)) return no(verbs === READS ? 'can only read resources of this type' : 'can only get individual resources of this type');
    // A list or watch of one object carries its name: without one it would show every object of the namespace.
    if (!asked.name) return no(asked.verb === 'get' ? 'no object name found' : 'No Object name found');
    return this.#reachable(node, asked);
  }

  #reachable(node: string, asked: AccessAttributes): Decision {
    if (this.graph.reaches(node, asked.resource, asked.namespace, asked.name)) return ALLOW;
    return no(`no relationship found between node ${JSON.stringify(node)} and this object`);
  }

  #node(node: string, asked: AccessAttributes): Decision | undefined {
    // A node's creation is checked by NodeRestriction, which sees the object.
    if (asked.verb === 'create' || !asked.name || asked.verb === 'list' || asked.verb === 'watch') return undefined;
    return asked.name === node ? undefined : no(`node ${JSON.stringify(node)} cannot ${READS.has(asked.verb) ? 'read' : 'modify'} ${JSON.stringify(asked.name)}, only its own Node object`);
  }

  #lease(node: string, asked: AccessAttributes): Decision | undefined {
    if (asked.namespace !== LEASE_NAMESPACE) return no(`can only access leases in the ${JSON.stringify(LEASE_NAMESPACE)} system namespace`);
    return this.#own(node, asked, 'node lease');
  }

  #own(node: string, asked: AccessAttributes, what: string): Decision | undefined {
    if (asked.verb === 'create') return undefined;
    if (!['get', 'update', 'patch', 'delete'].includes(asked.verb)) return no(`can only create, get, update, patch, or delete a ${what}`);
    return asked.name === node ? undefined : no(`can only access ${what} with the same name as the requesting node`);
  }
}
