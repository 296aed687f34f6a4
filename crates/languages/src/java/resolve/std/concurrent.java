package java.util.concurrent;

import java.io.Serializable;
import java.util.*;
import java.util.function.*;

public interface Callable<V> { V call(); }
public interface Executor { void execute(Runnable task); }
public interface ExecutorService extends Executor, AutoCloseable {
  void shutdown();
  List<Runnable> shutdownNow();
  boolean isShutdown();
  boolean isTerminated();
  boolean awaitTermination(long time, TimeUnit unit);
  <T> Future<T> submit(Callable<T> task);
  <T> Future<T> submit(Runnable task, T result);
  Future<?> submit(Runnable task);
  <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks);
  <T> T invokeAny(Collection<? extends Callable<T>> tasks);
}
public interface ScheduledExecutorService extends ExecutorService {
  ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit);
  <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit);
  ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit);
  ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit);
}
public abstract class AbstractExecutorService implements ExecutorService {}
public class ThreadPoolExecutor extends AbstractExecutorService { public int getPoolSize(); public int getActiveCount(); public BlockingQueue<Runnable> getQueue(); }
public class ScheduledThreadPoolExecutor extends ThreadPoolExecutor implements ScheduledExecutorService {}
public class ForkJoinPool extends AbstractExecutorService { public static ForkJoinPool commonPool(); public <T> T invoke(ForkJoinTask<T> task); }
public abstract class ForkJoinTask<V> implements Future<V> { public final ForkJoinTask<V> fork(); public final V join(); public final V invoke(); }
public abstract class RecursiveTask<V> extends ForkJoinTask<V> { protected abstract V compute(); }
public abstract class RecursiveAction extends ForkJoinTask<Void> { protected abstract void compute(); }
public class Executors {
  public static ExecutorService newFixedThreadPool(int threads);
  public static ExecutorService newFixedThreadPool(int threads, ThreadFactory factory);
  public static ExecutorService newCachedThreadPool();
  public static ExecutorService newCachedThreadPool(ThreadFactory factory);
  public static ExecutorService newSingleThreadExecutor();
  public static ExecutorService newSingleThreadExecutor(ThreadFactory factory);
  public static ExecutorService newWorkStealingPool();
  public static ExecutorService newVirtualThreadPerTaskExecutor();
  public static ScheduledExecutorService newScheduledThreadPool(int threads);
  public static ScheduledExecutorService newSingleThreadScheduledExecutor();
  public static ThreadFactory defaultThreadFactory();
  public static <T> Callable<T> callable(Runnable task, T result);
}
public interface ThreadFactory { Thread newThread(Runnable task); }
public interface Future<V> {
  V get();
  V get(long time, TimeUnit unit);
  boolean cancel(boolean interrupt);
  boolean isDone();
  boolean isCancelled();
}
public interface RunnableFuture<V> extends Runnable, Future<V> {}
public class FutureTask<V> implements RunnableFuture<V> { public FutureTask(Callable<V> task) {} }
public interface Delayed extends Comparable<Delayed> { long getDelay(TimeUnit unit); }
public interface ScheduledFuture<V> extends Delayed, Future<V> {}
public interface CompletionStage<T> {
  <U> CompletionStage<U> thenApply(Function<? super T, ? extends U> function);
  CompletionStage<Void> thenAccept(Consumer<? super T> action);
  CompletionStage<Void> thenRun(Runnable action);
  <U> CompletionStage<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> function);
  <U> CompletionStage<U> handle(BiFunction<? super T, Throwable, ? extends U> function);
  CompletionStage<T> whenComplete(BiConsumer<? super T, ? super Throwable> action);
  CompletionStage<T> exceptionally(Function<Throwable, ? extends T> function);
  CompletableFuture<T> toCompletableFuture();
}
public class CompletableFuture<T> implements Future<T>, CompletionStage<T> {
  public static <U> CompletableFuture<U> supplyAsync(Supplier<U> supplier);
  public static <U> CompletableFuture<U> supplyAsync(Supplier<U> supplier, Executor executor);
  public static CompletableFuture<Void> runAsync(Runnable task);
  public static CompletableFuture<Void> runAsync(Runnable task, Executor executor);
  public static <U> CompletableFuture<U> completedFuture(U value);
  public static <U> CompletableFuture<U> failedFuture(Throwable error);
  public static CompletableFuture<Void> allOf(CompletableFuture<?>... all);
  public static CompletableFuture<Object> anyOf(CompletableFuture<?>... all);
  public T join();
  public T getNow(T otherwise);
  public boolean complete(T value);
  public boolean completeExceptionally(Throwable error);
  public boolean isCompletedExceptionally();
  public <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> function);
  public <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> function);
  public <U> CompletableFuture<U> thenApplyAsync(Function<? super T, ? extends U> function, Executor executor);
  public CompletableFuture<Void> thenAccept(Consumer<? super T> action);
  public CompletableFuture<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor);
  public CompletableFuture<Void> thenRun(Runnable action);
  public <U> CompletableFuture<U> thenCompose(Function<? super T, ? extends CompletionStage<U>> function);
  public <U, V> CompletableFuture<V> thenCombine(CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> function);
  public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> function);
  public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action);
  public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> function);
  public CompletableFuture<T> orTimeout(long time, TimeUnit unit);
}
public interface BlockingQueue<E> extends Queue<E> { void put(E value); E take(); E poll(long time, TimeUnit unit); boolean offer(E value, long time, TimeUnit unit); int remainingCapacity(); int drainTo(Collection<? super E> to); }
public interface BlockingDeque<E> extends BlockingQueue<E>, Deque<E> {}
public class LinkedBlockingQueue<E> extends AbstractQueue<E> implements BlockingQueue<E>, Serializable {}
public class ArrayBlockingQueue<E> extends AbstractQueue<E> implements BlockingQueue<E>, Serializable {}
public class LinkedBlockingDeque<E> extends AbstractQueue<E> implements BlockingDeque<E>, Serializable {}
public class PriorityBlockingQueue<E> extends AbstractQueue<E> implements BlockingQueue<E>, Serializable {}
public class SynchronousQueue<E> extends AbstractQueue<E> implements BlockingQueue<E>, Serializable {}
public class DelayQueue<E extends Delayed> extends AbstractQueue<E> implements BlockingQueue<E> {}
public class ConcurrentLinkedQueue<E> extends AbstractQueue<E> implements Queue<E>, Serializable {}
public class ConcurrentLinkedDeque<E> extends AbstractCollection<E> implements Deque<E>, Serializable {}
public interface ConcurrentMap<K, V> extends Map<K, V> {}
public interface ConcurrentNavigableMap<K, V> extends ConcurrentMap<K, V>, NavigableMap<K, V> {}
public class ConcurrentHashMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V>, Serializable {
  public ConcurrentHashMap() {}
  public ConcurrentHashMap(int capacity) {}
  public ConcurrentHashMap(Map<? extends K, ? extends V> values) {}
  public static <T> KeySetView<T, Boolean> newKeySet();
  public Enumeration<K> keys();
  public Enumeration<V> elements();
  public long mappingCount();
  public static class KeySetView<K, V> extends AbstractSet<K> implements Set<K>, Serializable {}
}
public class ConcurrentSkipListMap<K, V> extends AbstractMap<K, V> implements ConcurrentNavigableMap<K, V> {}
public class ConcurrentSkipListSet<E> extends AbstractSet<E> implements NavigableSet<E> {}
public class CopyOnWriteArrayList<E> extends AbstractList<E> implements List<E>, RandomAccess { public CopyOnWriteArrayList() {} public CopyOnWriteArrayList(Collection<? extends E> values) {} public boolean addIfAbsent(E value); }
public class CopyOnWriteArraySet<E> extends AbstractSet<E> {}
public class CountDownLatch { public CountDownLatch(int count) {} public void await(); public boolean await(long time, TimeUnit unit); public void countDown(); public long getCount(); }
public class CyclicBarrier { public CyclicBarrier(int parties) {} public int await(); }
public class Phaser {}
public class Semaphore { public Semaphore(int permits) {} public void acquire(); public void release(); public boolean tryAcquire(); public boolean tryAcquire(long time, TimeUnit unit); public int availablePermits(); }
public class ThreadLocalRandom extends Random { public static ThreadLocalRandom current(); }
public enum TimeUnit {
  NANOSECONDS, MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS;
  public long toNanos(long time);
  public long toMicros(long time);
  public long toMillis(long time);
  public long toSeconds(long time);
  public long toMinutes(long time);
  public long toHours(long time);
  public long toDays(long time);
  public long convert(long time, TimeUnit unit);
  public void sleep(long time);
}
public class ExecutionException extends Exception {}
public class TimeoutException extends Exception {}
public class BrokenBarrierException extends Exception {}
public class CancellationException extends IllegalStateException {}
public class CompletionException extends RuntimeException {}
public class RejectedExecutionException extends RuntimeException {}
public interface RejectedExecutionHandler { void rejectedExecution(Runnable task, ThreadPoolExecutor executor); }
