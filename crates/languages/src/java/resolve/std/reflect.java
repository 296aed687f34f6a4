package java.lang.reflect;

import java.lang.annotation.Annotation;

public interface Type { default String getTypeName() {} }
public interface ParameterizedType extends Type {
  Type[] getActualTypeArguments();
  Type getRawType();
  Type getOwnerType();
}
public interface GenericArrayType extends Type { Type getGenericComponentType(); }
public interface WildcardType extends Type { Type[] getUpperBounds(); Type[] getLowerBounds(); }
public interface TypeVariable<D extends GenericDeclaration> extends Type, AnnotatedElement {
  Type[] getBounds();
  D getGenericDeclaration();
  String getName();
}
public interface GenericDeclaration extends AnnotatedElement { TypeVariable<?>[] getTypeParameters(); }
public interface AnnotatedElement {
  <A extends Annotation> A getAnnotation(Class<A> type);
  Annotation[] getAnnotations();
  Annotation[] getDeclaredAnnotations();
  default boolean isAnnotationPresent(Class<? extends Annotation> type) {}
  default <A extends Annotation> A[] getAnnotationsByType(Class<A> type) {}
  default <A extends Annotation> A getDeclaredAnnotation(Class<A> type) {}
}
public interface AnnotatedType extends AnnotatedElement { Type getType(); }
public interface Member {
  Class<?> getDeclaringClass();
  String getName();
  int getModifiers();
  boolean isSynthetic();
}
public class AccessibleObject implements AnnotatedElement {
  public void setAccessible(boolean on);
  public boolean isAccessible();
  public final boolean trySetAccessible();
  public final boolean canAccess(Object object);
}
public final class Field extends AccessibleObject implements Member {
  public Object get(Object owner);
  public int getInt(Object owner);
  public long getLong(Object owner);
  public boolean getBoolean(Object owner);
  public void set(Object owner, Object value);
  public Class<?> getType();
  public Type getGenericType();
  public boolean isEnumConstant();
  public String toGenericString();
}
public abstract class Executable extends AccessibleObject implements Member, GenericDeclaration {
  public Class<?>[] getParameterTypes();
  public Type[] getGenericParameterTypes();
  public Class<?>[] getExceptionTypes();
  public Type[] getGenericExceptionTypes();
  public int getParameterCount();
  public Parameter[] getParameters();
  public Annotation[][] getParameterAnnotations();
  public boolean isVarArgs();
  public String toGenericString();
}
public final class Method extends Executable {
  public Object invoke(Object owner, Object... args);
  public Class<?> getReturnType();
  public Type getGenericReturnType();
  public boolean isDefault();
  public boolean isBridge();
  public Object getDefaultValue();
}
public final class Constructor<T> extends Executable { public T newInstance(Object... args); }
public final class Parameter implements AnnotatedElement {
  public String getName();
  public Class<?> getType();
  public Type getParameterizedType();
  public boolean isNamePresent();
  public boolean isVarArgs();
  public Executable getDeclaringExecutable();
}
public final class RecordComponent implements AnnotatedElement {
  public String getName();
  public Class<?> getType();
  public Type getGenericType();
  public Method getAccessor();
}
public class Modifier {
  public static boolean isStatic(int modifiers);
  public static boolean isFinal(int modifiers);
  public static boolean isAbstract(int modifiers);
  public static boolean isInterface(int modifiers);
  public static boolean isPublic(int modifiers);
  public static boolean isPrivate(int modifiers);
  public static boolean isProtected(int modifiers);
  public static boolean isTransient(int modifiers);
  public static boolean isVolatile(int modifiers);
  public static boolean isNative(int modifiers);
  public static String toString(int modifiers);
  public static final int STATIC;
  public static final int TRANSIENT;
  public static final int VOLATILE;
  public static final int PUBLIC;
  public static final int PRIVATE;
  public static final int PROTECTED;
  public static final int FINAL;
  public static final int ABSTRACT;
}
public final class Array {
  public static Object newInstance(Class<?> component, int length);
  public static int getLength(Object array);
  public static Object get(Object array, int index);
  public static void set(Object array, int index, Object value);
}
public interface InvocationHandler { Object invoke(Object proxy, Method method, Object[] args); }
public class Proxy {
  public static Object newProxyInstance(ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler);
  public static InvocationHandler getInvocationHandler(Object proxy);
  public static boolean isProxyClass(Class<?> type);
}
public class InvocationTargetException extends ReflectiveOperationException {
  public Throwable getTargetException();
}
public class UndeclaredThrowableException extends RuntimeException {}
public class InaccessibleObjectException extends RuntimeException {}
public class MalformedParameterizedTypeException extends RuntimeException {}
