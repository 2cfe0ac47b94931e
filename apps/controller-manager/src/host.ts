import type { Clock } from '@kubets/client/clock';
import type { ComponentHost } from '@kubets/component/component';

/** What controllers are given. With a clock in it, their timers follow that one, as tests need; else the system's. */
export interface ManagerHost extends ComponentHost {
  readonly clock?: Clock;
}
