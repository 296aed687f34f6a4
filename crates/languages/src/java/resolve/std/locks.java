package java.util.concurrent.locks;

import java.util.concurrent.TimeUnit;

public interface Lock { void lock(); void lockInterruptibly(); boolean tryLock(); boolean tryLock(long time, TimeUnit unit); void unlock(); Condition newCondition(); }
public interface Condition { void await(); boolean await(long time, TimeUnit unit); long awaitNanos(long nanos); void signal(); void signalAll(); }
public interface ReadWriteLock { Lock readLock(); Lock writeLock(); }
public class ReentrantLock implements Lock, java.io.Serializable { public ReentrantLock() {} public ReentrantLock(boolean fair) {} public boolean isHeldByCurrentThread(); public boolean isLocked(); public int getHoldCount(); }
public class ReentrantReadWriteLock implements ReadWriteLock, java.io.Serializable {
  public ReadLock readLock();
  public WriteLock writeLock();
  public static class ReadLock implements Lock {}
  public static class WriteLock implements Lock {}
}
public class StampedLock {}
public class LockSupport { public static void park(Object blocker); public static void parkNanos(long nanos); public static void unpark(Thread thread); }
public abstract class AbstractOwnableSynchronizer {}
public abstract class AbstractQueuedSynchronizer extends AbstractOwnableSynchronizer { protected final int getState(); protected final void setState(int state); protected final boolean compareAndSetState(int before, int after); }
