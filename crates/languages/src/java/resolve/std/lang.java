package java.lang;

import java.io.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import java.net.URL;
import java.lang.reflect.*;
import java.lang.annotation.Annotation;

public class Object {
  public boolean equals(Object other);
  public int hashCode();
  public String toString();
  public final Class<?> getClass();
  protected Object clone();
  protected void finalize();
  public final void notify();
  public final void notifyAll();
  public final void wait();
  public final void wait(long millis);
}

public interface Runnable { void run(); }
public interface Comparable<T> { int compareTo(T other); }
public interface Cloneable {}
public interface AutoCloseable { void close(); }
public interface Iterable<T> {
  Iterator<T> iterator();
  default void forEach(Consumer<? super T> action) {}
  default Spliterator<T> spliterator() {}
}

public abstract class Enum<E extends Enum<E>> implements Comparable<E>, Serializable {
  public final String name();
  public final int ordinal();
  public final int compareTo(E other);
  public final Class<E> getDeclaringClass();
  public static E[] values();
  public static E valueOf(String name);
  public static <T extends Enum<T>> T valueOf(Class<T> type, String name);
}
public abstract class Record {}

public final class Class<T> implements Type, GenericDeclaration, AnnotatedElement, Serializable {
  public static Class<?> forName(String name);
  public static Class<?> forName(String name, boolean initialize, ClassLoader loader);
  public T newInstance();
  public T cast(Object value);
  public boolean isInstance(Object value);
  public boolean isAssignableFrom(Class<?> other);
  public boolean isInterface();
  public boolean isArray();
  public boolean isPrimitive();
  public boolean isEnum();
  public boolean isRecord();
  public boolean isAnnotation();
  public boolean isAnonymousClass();
  public boolean isLocalClass();
  public boolean isMemberClass();
  public boolean isSynthetic();
  public boolean isSealed();
  public boolean isHidden();
  public boolean desiredAssertionStatus();
  public String getName();
  public String getSimpleName();
  public String getTypeName();
  public String getCanonicalName();
  public String getPackageName();
  public String toGenericString();
  public ClassLoader getClassLoader();
  public Package getPackage();
  public Module getModule();
  public int getModifiers();
  public Class<? super T> getSuperclass();
  public Type getGenericSuperclass();
  public Class<?>[] getInterfaces();
  public Type[] getGenericInterfaces();
  public Class<?> getComponentType();
  public Class<?> componentType();
  public Class<?> arrayType();
  public Class<?> getEnclosingClass();
  public Class<?> getDeclaringClass();
  public Class<?>[] getDeclaredClasses();
  public Class<?>[] getClasses();
  public Method getEnclosingMethod();
  public Constructor<?> getEnclosingConstructor();
  public T[] getEnumConstants();
  public Field getField(String name);
  public Field getDeclaredField(String name);
  public Field[] getFields();
  public Field[] getDeclaredFields();
  public Method getMethod(String name, Class<?>... parameters);
  public Method getDeclaredMethod(String name, Class<?>... parameters);
  public Method[] getMethods();
  public Method[] getDeclaredMethods();
  public Constructor<T> getConstructor(Class<?>... parameters);
  public Constructor<T> getDeclaredConstructor(Class<?>... parameters);
  public Constructor<?>[] getConstructors();
  public Constructor<?>[] getDeclaredConstructors();
  public RecordComponent[] getRecordComponents();
  public TypeVariable<Class<T>>[] getTypeParameters();
  public InputStream getResourceAsStream(String name);
  public URL getResource(String name);
  public <U> Class<? extends U> asSubclass(Class<U> type);
  public <A extends Annotation> A getAnnotation(Class<A> type);
  public <A extends Annotation> A[] getAnnotationsByType(Class<A> type);
  public <A extends Annotation> A getDeclaredAnnotation(Class<A> type);
  public java.security.ProtectionDomain getProtectionDomain();
}

public abstract class ClassLoader {
  public static ClassLoader getSystemClassLoader();
  public Class<?> loadClass(String name);
  protected Class<?> findClass(String name);
  protected final Class<?> findLoadedClass(String name);
  protected final Class<?> defineClass(String name, byte[] bytes, int start, int length);
  public final ClassLoader getParent();
  public URL getResource(String name);
  public Enumeration<URL> getResources(String name);
  public InputStream getResourceAsStream(String name);
}

public class Thread implements Runnable {
  public static Thread currentThread();
  public static void sleep(long millis);
  public static void yield();
  public static boolean interrupted();
  public static void setDefaultUncaughtExceptionHandler(UncaughtExceptionHandler handler);
  public static Thread startVirtualThread(Runnable task);
  public Thread(Runnable task) {}
  public Thread(Runnable task, String name) {}
  public void run();
  public void start();
  public void interrupt();
  public boolean isInterrupted();
  public final boolean isAlive();
  public final boolean isDaemon();
  public final void setDaemon(boolean on);
  public final void setName(String name);
  public final String getName();
  public long getId();
  public long threadId();
  public final void setPriority(int priority);
  public final int getPriority();
  public final void join();
  public final void join(long millis);
  public ClassLoader getContextClassLoader();
  public void setContextClassLoader(ClassLoader loader);
  public StackTraceElement[] getStackTrace();
  public State getState();
  public final ThreadGroup getThreadGroup();
  public UncaughtExceptionHandler getUncaughtExceptionHandler();
  public void setUncaughtExceptionHandler(UncaughtExceptionHandler handler);
  public static Map<Thread, StackTraceElement[]> getAllStackTraces();
  public interface UncaughtExceptionHandler { void uncaughtException(Thread thread, Throwable error); }
  public enum State { NEW, RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, TERMINATED }
}
public class ThreadGroup {}
public class ThreadLocal<T> {
  public static <S> ThreadLocal<S> withInitial(Supplier<? extends S> supplier);
  public T get();
  public void set(T value);
  public void remove();
  protected T initialValue();
}
public class InheritableThreadLocal<T> extends ThreadLocal<T> {}

public final class System {
  public static final PrintStream out;
  public static final PrintStream err;
  public static final InputStream in;
  public static long currentTimeMillis();
  public static long nanoTime();
  public static void arraycopy(Object from, int fromAt, Object to, int toAt, int length);
  public static int identityHashCode(Object value);
  public static String getProperty(String name);
  public static String getProperty(String name, String otherwise);
  public static String setProperty(String name, String value);
  public static String clearProperty(String name);
  public static Properties getProperties();
  public static String getenv(String name);
  public static Map<String, String> getenv();
  public static String lineSeparator();
  public static void exit(int status);
  public static void gc();
  public static Console console();
  public static void setOut(PrintStream to);
  public static void setErr(PrintStream to);
  public static void setIn(InputStream from);
  public static SecurityManager getSecurityManager();
  public static void setSecurityManager(SecurityManager manager);
}
public class Runtime {
  public static Runtime getRuntime();
  public int availableProcessors();
  public long freeMemory();
  public long totalMemory();
  public long maxMemory();
  public void gc();
  public void exit(int status);
  public void addShutdownHook(Thread hook);
  public Process exec(String command);
  public static Version version();
  public static final class Version { public int feature(); }
}
public abstract class Process {
  public InputStream getInputStream();
  public InputStream getErrorStream();
  public OutputStream getOutputStream();
  public int waitFor();
  public int exitValue();
  public void destroy();
  public boolean isAlive();
}
public interface ProcessHandle { long pid(); }
public final class ProcessBuilder {
  public ProcessBuilder(String... command) {}
  public ProcessBuilder(List<String> command) {}
  public ProcessBuilder command(String... command);
  public ProcessBuilder directory(File directory);
  public ProcessBuilder redirectErrorStream(boolean on);
  public ProcessBuilder inheritIO();
  public Map<String, String> environment();
  public Process start();
}
public class SecurityManager {}
public class Package { public String getName(); }
public final class Module { public String getName(); }
public class ModuleLayer {}
public final class StackWalker {}
public abstract class ClassValue<T> { protected abstract T computeValue(Class<?> type); public T get(Class<?> type); }
public final class Compiler {}
public class RuntimePermission {}
public final class ScopedValue<T> {}

public @interface Override {}
public @interface Deprecated { String since(); boolean forRemoval(); }
public @interface SuppressWarnings { String[] value(); }
public @interface FunctionalInterface {}
public @interface SafeVarargs {}
