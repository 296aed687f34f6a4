package java.lang.ref;

public abstract class Reference<T> { public T get(); public void clear(); public boolean enqueue(); public final boolean refersTo(T value); }
public class WeakReference<T> extends Reference<T> { public WeakReference(T value) {} public WeakReference(T value, ReferenceQueue<? super T> queue) {} }
public class SoftReference<T> extends Reference<T> { public SoftReference(T value) {} public SoftReference(T value, ReferenceQueue<? super T> queue) {} }
public class PhantomReference<T> extends Reference<T> { public PhantomReference(T value, ReferenceQueue<? super T> queue) {} }
public class ReferenceQueue<T> { public Reference<? extends T> poll(); public Reference<? extends T> remove(); public Reference<? extends T> remove(long millis); }
public final class Cleaner { public static Cleaner create(); public interface Cleanable { void clean(); } }
