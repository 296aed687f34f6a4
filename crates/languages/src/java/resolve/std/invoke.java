package java.lang.invoke;

import java.lang.reflect.*;

public abstract class MethodHandle { public final Object invoke(Object... args); public final Object invokeExact(Object... args); public Object invokeWithArguments(Object... args); public MethodHandle bindTo(Object value); public MethodType type(); public MethodHandle asType(MethodType type); }
public class MethodHandles {
  public static Lookup lookup();
  public static Lookup publicLookup();
  public static Lookup privateLookupIn(Class<?> type, Lookup caller);
  public static final class Lookup {
    public MethodHandle findVirtual(Class<?> type, String name, MethodType signature);
    public MethodHandle findStatic(Class<?> type, String name, MethodType signature);
    public MethodHandle findConstructor(Class<?> type, MethodType signature);
    public MethodHandle findSpecial(Class<?> type, String name, MethodType signature, Class<?> caller);
    public MethodHandle unreflect(Method method);
    public MethodHandle unreflectSpecial(Method method, Class<?> caller);
    public VarHandle findVarHandle(Class<?> type, String name, Class<?> field);
    public Lookup in(Class<?> type);
  }
}
public final class MethodType { public static MethodType methodType(Class<?> result, Class<?>... parameters); public Class<?> returnType(); }
public abstract class VarHandle { public final Object get(Object... args); public final void set(Object... args); public final boolean compareAndSet(Object... args); }
public abstract class CallSite {}
public class ConstantCallSite extends CallSite {}
public final class LambdaMetafactory {}
public final class SerializedLambda {}
