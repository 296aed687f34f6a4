package java.util.concurrent.atomic;

import java.util.function.*;

public class AtomicBoolean implements java.io.Serializable {
  public AtomicBoolean(boolean value) {}
  public final boolean get();
  public final void set(boolean value);
  public final void lazySet(boolean value);
  public final boolean getAndSet(boolean value);
  public final boolean compareAndSet(boolean before, boolean after);
}
public class AtomicInteger extends Number {
  public AtomicInteger(int value) {}
  public final int get();
  public final void set(int value);
  public final void lazySet(int value);
  public final int getAndSet(int value);
  public final boolean compareAndSet(int before, int after);
  public final int incrementAndGet();
  public final int decrementAndGet();
  public final int getAndIncrement();
  public final int getAndDecrement();
  public final int addAndGet(int by);
  public final int getAndAdd(int by);
  public final int updateAndGet(IntUnaryOperator operator);
  public final int getAndUpdate(IntUnaryOperator operator);
  public final int accumulateAndGet(int value, IntBinaryOperator operator);
}
public class AtomicLong extends Number {
  public AtomicLong(long value) {}
  public final long get();
  public final void set(long value);
  public final void lazySet(long value);
  public final long getAndSet(long value);
  public final boolean compareAndSet(long before, long after);
  public final long incrementAndGet();
  public final long decrementAndGet();
  public final long getAndIncrement();
  public final long getAndDecrement();
  public final long addAndGet(long by);
  public final long getAndAdd(long by);
  public final long updateAndGet(LongUnaryOperator operator);
  public final long getAndUpdate(LongUnaryOperator operator);
}
public class AtomicReference<V> implements java.io.Serializable {
  public AtomicReference(V value) {}
  public final V get();
  public final V getPlain();
  public final V getAcquire();
  public final void set(V value);
  public final void lazySet(V value);
  public final V getAndSet(V value);
  public final boolean compareAndSet(V before, V after);
  public final V updateAndGet(UnaryOperator<V> operator);
  public final V getAndUpdate(UnaryOperator<V> operator);
  public final V accumulateAndGet(V value, BinaryOperator<V> operator);
}
public class AtomicReferenceArray<E> implements java.io.Serializable {
  public AtomicReferenceArray(int length) {}
  public final int length();
  public final E get(int index);
  public final void set(int index, E value);
  public final E getAndSet(int index, E value);
  public final boolean compareAndSet(int index, E before, E after);
}
public class AtomicIntegerArray implements java.io.Serializable {
  public AtomicIntegerArray(int length) {}
  public AtomicIntegerArray(int[] values) {}
  public final int length();
  public final int get(int index);
  public final void set(int index, int value);
  public final int incrementAndGet(int index);
  public final int getAndIncrement(int index);
}
public class AtomicLongArray implements java.io.Serializable {
  public AtomicLongArray(int length) {}
  public AtomicLongArray(long[] values) {}
  public final int length();
  public final long get(int index);
  public final void set(int index, long value);
}
public class AtomicStampedReference<V> { public V getReference(); public int getStamp(); }
public class AtomicMarkableReference<V> { public V getReference(); public boolean isMarked(); }
public abstract class AtomicIntegerFieldUpdater<T> { public abstract boolean compareAndSet(T owner, int before, int after); public abstract int get(T owner); }
public abstract class AtomicLongFieldUpdater<T> { public abstract boolean compareAndSet(T owner, long before, long after); public abstract long get(T owner); }
public abstract class AtomicReferenceFieldUpdater<T, V> { public static <U, W> AtomicReferenceFieldUpdater<U, W> newUpdater(Class<U> owner, Class<W> type, String field); public abstract boolean compareAndSet(T owner, V before, V after); public abstract V get(T owner); public abstract void set(T owner, V value); }
public class LongAdder extends Number { public void add(long by); public void increment(); public void decrement(); public long sum(); public void reset(); public long sumThenReset(); }
public class DoubleAdder extends Number { public void add(double by); public double sum(); }
public class LongAccumulator extends Number {}
public class DoubleAccumulator extends Number {}
