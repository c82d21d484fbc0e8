package dev.inlet.api;

import io.micronaut.http.netty.channel.TaskQueueInterceptor;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Gives event loops queues of tasks that never wait for who puts something in.
 *
 * <p>In Netty's, a place is taken before it is filled, and a loop that finds such a place spins
 * until it is. The writer of the spool, which has answers sent, can lose the core to the loop in
 * between: on one core, both then stand still until the scheduler's next tick, for up to 4 ms.
 */
@Singleton
final class TaskQueues implements TaskQueueInterceptor {
  @Override
  public Queue<Runnable> wrapTaskQueue(String group, Queue<Runnable> original) {
    return new ConcurrentLinkedQueue<>();
  }
}
