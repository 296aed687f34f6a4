package java.lang;

import java.io.*;

public class Throwable implements Serializable {
  public Throwable(String message, Throwable cause) {}
  public String getMessage();
  public String getLocalizedMessage();
  public Throwable getCause();
  public Throwable initCause(Throwable cause);
  public void printStackTrace();
  public void printStackTrace(PrintStream to);
  public void printStackTrace(PrintWriter to);
  public Throwable fillInStackTrace();
  public StackTraceElement[] getStackTrace();
  public void setStackTrace(StackTraceElement[] trace);
  public final void addSuppressed(Throwable error);
  public final Throwable[] getSuppressed();
}
public final class StackTraceElement implements Serializable {
  public String getClassName();
  public String getMethodName();
  public String getFileName();
  public int getLineNumber();
  public String getModuleName();
  public boolean isNativeMethod();
}
public class Exception extends Throwable {}
public class Error extends Throwable {}
public class RuntimeException extends Exception {}

public class ArithmeticException extends RuntimeException {}
public class ArrayStoreException extends RuntimeException {}
public class ClassCastException extends RuntimeException {}
public class EnumConstantNotPresentException extends RuntimeException {}
public class IllegalArgumentException extends RuntimeException {}
public class IllegalCallerException extends RuntimeException {}
public class IllegalMonitorStateException extends RuntimeException {}
public class IllegalStateException extends RuntimeException {}
public class IllegalThreadStateException extends IllegalArgumentException {}
public class IndexOutOfBoundsException extends RuntimeException {}
public class ArrayIndexOutOfBoundsException extends IndexOutOfBoundsException {}
public class StringIndexOutOfBoundsException extends IndexOutOfBoundsException {}
public class LayerInstantiationException extends RuntimeException {}
public class MatchException extends RuntimeException {}
public class NegativeArraySizeException extends RuntimeException {}
public class NullPointerException extends RuntimeException {}
public class NumberFormatException extends IllegalArgumentException {}
public class SecurityException extends RuntimeException {}
public class TypeNotPresentException extends RuntimeException {}
public class UnsupportedOperationException extends RuntimeException {}
public class WrongThreadException extends RuntimeException {}

public class CloneNotSupportedException extends Exception {}
public class InterruptedException extends Exception {}
public class ReflectiveOperationException extends Exception {}
public class ClassNotFoundException extends ReflectiveOperationException {}
public class IllegalAccessException extends ReflectiveOperationException {}
public class InstantiationException extends ReflectiveOperationException {}
public class NoSuchFieldException extends ReflectiveOperationException {}
public class NoSuchMethodException extends ReflectiveOperationException {}

public class AssertionError extends Error {}
public class BootstrapMethodError extends LinkageError {}
public class LinkageError extends Error {}
public class ClassCircularityError extends LinkageError {}
public class ClassFormatError extends LinkageError {}
public class ExceptionInInitializerError extends LinkageError { public Throwable getException(); }
public class IncompatibleClassChangeError extends LinkageError {}
public class AbstractMethodError extends IncompatibleClassChangeError {}
public class IllegalAccessError extends IncompatibleClassChangeError {}
public class InstantiationError extends IncompatibleClassChangeError {}
public class NoSuchFieldError extends IncompatibleClassChangeError {}
public class NoSuchMethodError extends IncompatibleClassChangeError {}
public class NoClassDefFoundError extends LinkageError {}
public class UnsatisfiedLinkError extends LinkageError {}
public class UnsupportedClassVersionError extends ClassFormatError {}
public class VerifyError extends LinkageError {}
public class ThreadDeath extends Error {}
public abstract class VirtualMachineError extends Error {}
public class InternalError extends VirtualMachineError {}
public class OutOfMemoryError extends VirtualMachineError {}
public class StackOverflowError extends VirtualMachineError {}
public class UnknownError extends VirtualMachineError {}
