package java.security;

public class SecureRandom extends java.util.Random {}
public abstract class MessageDigest { public static MessageDigest getInstance(String name); public void update(byte value); public void update(byte[] bytes); public void update(byte[] bytes, int start, int length); public byte[] digest(); public byte[] digest(byte[] bytes); public void reset(); public final int getDigestLength(); public final String getAlgorithm(); }
public interface PrivilegedAction<T> { T run(); }
public interface PrivilegedExceptionAction<T> { T run(); }
public final class AccessController { public static <T> T doPrivileged(PrivilegedAction<T> action); public static <T> T doPrivileged(PrivilegedExceptionAction<T> action); }
public interface Key extends java.io.Serializable { byte[] getEncoded(); String getAlgorithm(); }
public interface PublicKey extends Key {}
public interface PrivateKey extends Key {}
public interface Principal { String getName(); }
public abstract class Provider extends java.util.Properties {}
public final class Security {}
public class ProtectionDomain { public final CodeSource getCodeSource(); }
public class CodeSource { public final java.net.URL getLocation(); }
public abstract class Permission {}
public class GeneralSecurityException extends Exception {}
public class NoSuchAlgorithmException extends GeneralSecurityException {}
public class InvalidKeyException extends GeneralSecurityException {}
public class PrivilegedActionException extends Exception {}
public class AccessControlException extends SecurityException {}
