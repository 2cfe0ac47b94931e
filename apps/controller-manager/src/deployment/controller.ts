import type { Deployment } from '@kubets/api/apps/v1/deployment';
import { deployments, replicasets } from '@kubets/api/apps/v1/resources.cfg';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import { controllerLoop, each, handled, keysOf, type ControllerLoop } from '@kubets/client/controller';
import { keyOf } from '@kubets/client/informer';
import { controllerOf, ownerKey } from '@kubets/client/owners';
import type { ManagerHost } from '../host.js';
import { claim, CONTROLLER_UID, indexByController } from '../ownership/claim.js';
import { conditionOf, progressing } from './conditions.js';
import { superfluous } from './history.js';
import { lookAgainAfter, progressOf } from './progress.js';
import { scale, wasResized } from './proportional-scaling.js';
import { isActive, sum, wanted } from './replica-sets.js';
import { newSize, shrinkOld } from './rolling-update.js';
import { Rollout } from './rollout.js';
import { countStatus, isComplete } from './status.js';

/** Replaces pods of a deployment's former templates by those of its current one, by sizing a ReplicaSet per template. */
export function deploymentController(host: ManagerHost): ControllerLoop {
  const informer = host.informers.informer(deployments);
  const sets = host.informers.informer(replicasets);
  const podInformer = host.informers.informer(pods);
  indexByController(sets);
  indexByController(podInformer);

  /** Whether pods of former templates run, be it only to their end: under `Recreate` the new ones wait for that. */
  const oldPodsRun = ({ newSet, sets: all, old }: Rollout): boolean =>
    sum(old, ({ status }) => status?.replicas ?? 0) > 0 || all.some(({ metadata }) => metadata.uid !== newSet?.metadata.uid
      && podInformer.lister.byIndex(CONTROLLER_UID, metadata.uid ?? '').some((pod) => !isPodTerminal(pod)));

  async function rollOut(rollout: Rollout): Promise<void> {
    const { deployment } = rollout;
    const recreate = deployment.spec.strategy?.type === 'Recreate';
    if (recreate) {
      const active = rollout.old.filter(isActive);
      await rollout.scale(active.map((set) => ({ set, replicas: 0 })));
      if (active.length || oldPodsRun(rollout)) return;
    }
    if (!rollout.newSet && !await rollout.createNewSet()) return;
    const set = rollout.newSet;
    if (!set) return;
    const replicas = newSize(deployment, wanted(set), sum(rollout.sets, wanted));
    if (replicas !== wanted(set)) await rollout.scale([{ set, replicas }]);
    if (!recreate && rollout.newSet) await rollout.scale(shrinkOld(deployment, rollout.newSet, rollout.old));
  }

  function noteThePause(rollout: Rollout): void {
    const known = conditionOf(rollout.conditions, 'Progressing')?.reason;
    if (known === 'ProgressDeadlineExceeded') return;
    if (rollout.deployment.spec.paused && known !== 'DeploymentPaused') rollout.say(progressing('Unknown', 'DeploymentPaused', 'Deployment is paused'));
    else if (!rollout.deployment.spec.paused && known === 'DeploymentPaused') rollout.say(progressing('Unknown', 'DeploymentResumed', 'Deployment is resumed'));
  }

  /** Writes what there is to say. Returns seconds after which to look again. */
  async function report(rollout: Rollout, rolling: boolean): Promise<number | undefined> {
    const { deployment, newSet } = rollout;
    const now = host.now();
    const counted = countStatus({ deployment, newSet, sets: rollout.sets, conditions: rollout.conditions, collisionCount: rollout.collisionCount, now });
    const status = rolling ? { ...counted, conditions: progressOf(deployment, newSet, counted, now) as typeof counted.conditions } : counted;
    await rollout.writeStatus(status);
    if (!deployment.metadata.deletionTimestamp && (deployment.spec.paused || isComplete(deployment, status))) await rollout.remove(superfluous(deployment, rollout.old));
    return rolling ? lookAgainAfter(deployment, status, now) : undefined;
  }

  async function selectsEverything(deployment: Deployment): Promise<void> {
    host.events.event(deployment, 'Warning', 'SelectingAll', 'This deployment is selecting all pods. A non-empty selector is required.');
    if ((deployment.status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)) return;
    await host.client.resource(deployments, deployment.metadata.namespace ?? '').updateStatus({ ...deployment, status: { ...deployment.status, observedGeneration: deployment.metadata.generation } });
  }

  return controllerLoop({
    name: 'deployment', host, workers: 5, ...(host.clock ? { clock: host.clock } : {}),
    sources: [
      each(informer),
      keysOf(sets, (set) => ownerKey(set, deployments as unknown as Parameters<typeof ownerKey>[1]) ?? (controllerOf(set) ? undefined
        : informer.lister.byIndex('namespace', set.metadata.namespace ?? '').filter(({ spec }) => selectorOf(spec.selector).matches(set.metadata.labels)).map(keyOf))),
      // Only `Recreate` waits for single pods.
      handled(podInformer, (queue) => {
        const gone = (pod: Parameters<typeof controllerOf>[0]): void => {
          const key = ownerKey(pod, replicasets as unknown as Parameters<typeof ownerKey>[1]);
          const set = key === undefined ? undefined : sets.lister.get(key);
          const owner = set && ownerKey(set, deployments as unknown as Parameters<typeof ownerKey>[1]);
          if (owner !== undefined && informer.lister.get(owner)?.spec.strategy?.type === 'Recreate') queue.add(owner);
        };
        return { deleted: gone, updated: (pod, old) => { if (isPodTerminal(pod) && !isPodTerminal(old)) gone(pod); } };
      }),
    ],
    async reconcile(key) {
      const deployment = informer.lister.get(key);
      if (!deployment) return;
      const selector = selectorOf(deployment.spec.selector);
      if (selector.empty) return selectsEverything(deployment);
      const claimed = await claim({
        client: host.client, owner: deployment, ownerDefinition: deployments, definition: replicasets, informer: sets,
        matches: ({ metadata }) => selector.matches(metadata.labels),
      });
      const rollout = new Rollout(host, deployment, claimed);
      let rolling = false;
      try {
        if (!deployment.metadata.deletionTimestamp) {
          noteThePause(rollout);
          await rollout.refreshNewSet();
          if (deployment.spec.paused || wasResized(deployment, rollout.sets)) await rollout.scale(scale(deployment, rollout.newSet, rollout.old));
          else {
            rolling = true;
            await rollOut(rollout);
          }
        }
      } catch (error) {
        // What went wrong is worth saying even though the rest has to be tried again.
        await report(rollout, false).catch(() => {});
        throw error;
      }
      const seconds = await report(rollout, rolling);
      return seconds === undefined ? undefined : { requeueAfterSeconds: seconds };
    },
  });
}
