import { aggregatedRole, bind, can, clusterRole, group, READ, reach, WRITE } from './grants.js';

const EVERYBODY = [group('system:authenticated'), group('system:unauthenticated')];
const PUBLIC_PATHS = '/healthz /livez /readyz /version /version/';

/** Roles for people: what `kubectl create rolebinding --clusterrole=view` and its like refer to. Source: Using RBAC, "User-facing roles". */
export const USER_ROLES = [
  clusterRole('cluster-admin', [can('*', '*', '*'), reach('*', '*')]),
  aggregatedRole('admin'),
  aggregatedRole('edit', 'admin'),
  aggregatedRole('view', 'edit'),

  clusterRole('system:aggregate-to-admin', [
    can('create', 'authorization.k8s.io', 'localsubjectaccessreviews'),
    can(`${READ} ${WRITE}`, 'rbac.authorization.k8s.io', 'rolebindings roles'),
  ], 'admin'),

  clusterRole('system:aggregate-to-edit', [
    can(READ, 'core', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy'),
    can('impersonate', 'core', 'serviceaccounts'),
    can(WRITE, 'core', 'pods pods/attach pods/exec pods/portforward pods/proxy'),
    can('create', 'core', 'pods/eviction'),
    can(WRITE, 'core', 'configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy'),
    can('create', 'core', 'serviceaccounts/token'),
    can(WRITE, 'apps', 'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale'),
    can(WRITE, 'autoscaling', 'horizontalpodautoscalers'),
    can(WRITE, 'batch', 'cronjobs jobs'),
    can(WRITE, 'extensions', 'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale'),
    can(WRITE, 'policy', 'poddisruptionbudgets'),
    can(WRITE, 'networking.k8s.io', 'ingresses networkpolicies'),
    can(`${READ} ${WRITE}`, 'coordination.k8s.io', 'leases'),
    can(WRITE, 'resource.k8s.io', 'resourceclaims resourceclaimtemplates'),
  ], 'edit'),

  clusterRole('system:aggregate-to-view', [
    can(READ, 'core', 'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status'),
    can(READ, 'core', 'bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status'),
    can(READ, 'core', 'namespaces'),
    can(READ, 'discovery.k8s.io', 'endpointslices'),
    can(READ, 'apps', 'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status'),
    can(READ, 'autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status'),
    can(READ, 'batch', 'cronjobs cronjobs/status jobs jobs/status'),
    can(READ, 'extensions', 'daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale'),
    can(READ, 'policy', 'poddisruptionbudgets poddisruptionbudgets/status'),
    can(READ, 'networking.k8s.io', 'ingresses ingresses/status networkpolicies'),
    can(READ, 'resource.k8s.io', 'resourceclaims resourceclaims/status resourceclaimtemplates'),
  ], 'view'),

  clusterRole('system:basic-user', [
    can('create', 'authorization.k8s.io', 'selfsubjectaccessreviews selfsubjectrulesreviews'),
    can('create', 'authentication.k8s.io', 'selfsubjectreviews'),
  ]),
  clusterRole('system:discovery', [reach(`/api /api/* /apis /apis/* /openapi /openapi/* ${PUBLIC_PATHS}`)]),
  clusterRole('system:public-info-viewer', [reach(PUBLIC_PATHS)]),
  clusterRole('system:service-account-issuer-discovery', [
    reach('/.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/'),
  ]),
  clusterRole('system:monitoring', [
    reach('/healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*'), reach('/flagz'), reach('/statusz'),
  ]),
];

export const USER_BINDINGS = [
  bind('cluster-admin', [group('system:masters')]),
  bind('system:basic-user', [group('system:authenticated')]),
  bind('system:discovery', [group('system:authenticated')]),
  bind('system:public-info-viewer', EVERYBODY),
  bind('system:service-account-issuer-discovery', [group('system:serviceaccounts')]),
  bind('system:monitoring', [group('system:monitoring')]),
];
