package java.nio.file.attribute;

import java.time.Instant;
import java.util.*;
import java.util.concurrent.TimeUnit;

public interface FileAttribute<T> { String name(); T value(); }
public interface BasicFileAttributes { FileTime lastModifiedTime(); FileTime lastAccessTime(); FileTime creationTime(); boolean isRegularFile(); boolean isDirectory(); boolean isSymbolicLink(); boolean isOther(); long size(); Object fileKey(); }
public interface PosixFileAttributes extends BasicFileAttributes { Set<PosixFilePermission> permissions(); }
public final class FileTime implements Comparable<FileTime> { public static FileTime fromMillis(long millis); public static FileTime from(Instant instant); public static FileTime from(long value, TimeUnit unit); public long toMillis(); public Instant toInstant(); public long to(TimeUnit unit); }
public enum PosixFilePermission { OWNER_READ, OWNER_WRITE, OWNER_EXECUTE, GROUP_READ, GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE }
public final class PosixFilePermissions { public static Set<PosixFilePermission> fromString(String text); }
