package java.nio.file;

import java.io.*;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.Stream;

public interface Path extends Comparable<Path>, Iterable<Path> {
  static Path of(String first, String... more) {}
  static Path of(URI uri) {}
  Path getFileName();
  Path getParent();
  Path getRoot();
  Path getName(int index);
  int getNameCount();
  FileSystem getFileSystem();
  boolean isAbsolute();
  boolean startsWith(Path other);
  boolean startsWith(String other);
  boolean endsWith(Path other);
  boolean endsWith(String other);
  Path normalize();
  Path resolve(Path other);
  Path resolve(String other);
  Path resolveSibling(Path other);
  Path resolveSibling(String other);
  Path relativize(Path other);
  Path subpath(int start, int end);
  Path toAbsolutePath();
  Path toRealPath(LinkOption... options);
  File toFile();
  URI toUri();
}
public final class Paths { public static Path get(String first, String... more); public static Path get(URI uri); }
public final class Files {
  public static boolean exists(Path path, LinkOption... options);
  public static boolean notExists(Path path, LinkOption... options);
  public static boolean isDirectory(Path path, LinkOption... options);
  public static boolean isRegularFile(Path path, LinkOption... options);
  public static boolean isReadable(Path path);
  public static boolean isWritable(Path path);
  public static boolean isExecutable(Path path);
  public static boolean isSymbolicLink(Path path);
  public static boolean isSameFile(Path a, Path b);
  public static long size(Path path);
  public static Path createFile(Path path, FileAttribute<?>... attributes);
  public static Path createDirectory(Path path, FileAttribute<?>... attributes);
  public static Path createDirectories(Path path, FileAttribute<?>... attributes);
  public static Path createTempFile(String prefix, String suffix, FileAttribute<?>... attributes);
  public static Path createTempFile(Path in, String prefix, String suffix, FileAttribute<?>... attributes);
  public static Path createTempDirectory(String prefix, FileAttribute<?>... attributes);
  public static Path createSymbolicLink(Path link, Path to, FileAttribute<?>... attributes);
  public static void delete(Path path);
  public static boolean deleteIfExists(Path path);
  public static Path copy(Path from, Path to, CopyOption... options);
  public static long copy(InputStream from, Path to, CopyOption... options);
  public static long copy(Path from, OutputStream to);
  public static Path move(Path from, Path to, CopyOption... options);
  public static byte[] readAllBytes(Path path);
  public static String readString(Path path);
  public static String readString(Path path, Charset charset);
  public static List<String> readAllLines(Path path);
  public static List<String> readAllLines(Path path, Charset charset);
  public static Stream<String> lines(Path path);
  public static Stream<String> lines(Path path, Charset charset);
  public static Path write(Path path, byte[] bytes, OpenOption... options);
  public static Path write(Path path, Iterable<? extends CharSequence> lines, OpenOption... options);
  public static Path writeString(Path path, CharSequence text, OpenOption... options);
  public static InputStream newInputStream(Path path, OpenOption... options);
  public static OutputStream newOutputStream(Path path, OpenOption... options);
  public static BufferedReader newBufferedReader(Path path);
  public static BufferedReader newBufferedReader(Path path, Charset charset);
  public static BufferedWriter newBufferedWriter(Path path, OpenOption... options);
  public static BufferedWriter newBufferedWriter(Path path, Charset charset, OpenOption... options);
  public static DirectoryStream<Path> newDirectoryStream(Path path);
  public static DirectoryStream<Path> newDirectoryStream(Path path, String glob);
  public static Stream<Path> list(Path path);
  public static Stream<Path> walk(Path path, FileVisitOption... options);
  public static Stream<Path> walk(Path path, int depth, FileVisitOption... options);
  public static Path walkFileTree(Path path, FileVisitor<? super Path> visitor);
  public static FileTime getLastModifiedTime(Path path, LinkOption... options);
  public static Path setLastModifiedTime(Path path, FileTime time);
  public static <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options);
  public static String probeContentType(Path path);
}
public abstract class FileSystem implements Closeable { public abstract Path getPath(String first, String... more); public abstract PathMatcher getPathMatcher(String pattern); public abstract String getSeparator(); }
public final class FileSystems { public static FileSystem getDefault(); public static FileSystem newFileSystem(URI uri, Map<String, ?> environment); }
public interface PathMatcher { boolean matches(Path path); }
public interface DirectoryStream<T> extends Closeable, Iterable<T> {}
public interface FileVisitor<T> {
  FileVisitResult preVisitDirectory(T directory, BasicFileAttributes attributes);
  FileVisitResult visitFile(T file, BasicFileAttributes attributes);
  FileVisitResult visitFileFailed(T file, IOException error);
  FileVisitResult postVisitDirectory(T directory, IOException error);
}
public class SimpleFileVisitor<T> implements FileVisitor<T> {}
public enum FileVisitResult { CONTINUE, TERMINATE, SKIP_SUBTREE, SKIP_SIBLINGS }
public interface OpenOption {}
public interface CopyOption {}
public enum StandardOpenOption implements OpenOption { READ, WRITE, APPEND, TRUNCATE_EXISTING, CREATE, CREATE_NEW, DELETE_ON_CLOSE, SPARSE, SYNC, DSYNC }
public enum StandardCopyOption implements CopyOption { REPLACE_EXISTING, COPY_ATTRIBUTES, ATOMIC_MOVE }
public enum LinkOption implements OpenOption, CopyOption { NOFOLLOW_LINKS }
public enum FileVisitOption { FOLLOW_LINKS }
public interface Watchable {}
public interface WatchService extends Closeable {}
public class FileSystemException extends IOException {}
public class NoSuchFileException extends FileSystemException {}
public class FileAlreadyExistsException extends FileSystemException {}
public class DirectoryNotEmptyException extends FileSystemException {}
public class AccessDeniedException extends FileSystemException {}
public class InvalidPathException extends IllegalArgumentException {}
