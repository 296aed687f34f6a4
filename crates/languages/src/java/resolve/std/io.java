package java.io;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.stream.Stream;

public interface Serializable {}
public interface Externalizable extends Serializable { void writeExternal(ObjectOutput out); void readExternal(ObjectInput in); }
public interface Closeable extends AutoCloseable { void close(); }
public interface Flushable { void flush(); }
public interface DataInput { int readInt(); long readLong(); byte readByte(); boolean readBoolean(); String readUTF(); void readFully(byte[] to); }
public interface DataOutput { void writeInt(int value); void writeLong(long value); void writeByte(int value); void writeBoolean(boolean value); void writeUTF(String value); void write(byte[] bytes); }
public interface ObjectInput extends DataInput, AutoCloseable { Object readObject(); }
public interface ObjectOutput extends DataOutput, AutoCloseable { void writeObject(Object value); }
public interface FileFilter { boolean accept(File file); }
public interface FilenameFilter { boolean accept(File directory, String name); }
public interface Serial {}

public abstract class InputStream implements Closeable {
  public abstract int read();
  public int read(byte[] to);
  public int read(byte[] to, int start, int length);
  public byte[] readAllBytes();
  public byte[] readNBytes(int count);
  public long skip(long count);
  public int available();
  public void close();
  public void mark(int limit);
  public void reset();
  public boolean markSupported();
  public long transferTo(OutputStream to);
  public static InputStream nullInputStream();
}
public abstract class OutputStream implements Closeable, Flushable {
  public abstract void write(int value);
  public void write(byte[] bytes);
  public void write(byte[] bytes, int start, int length);
  public void flush();
  public void close();
}
public class FilterInputStream extends InputStream { protected volatile InputStream in; }
public class FilterOutputStream extends OutputStream { protected OutputStream out; }
public class BufferedInputStream extends FilterInputStream { public BufferedInputStream(InputStream in) {} }
public class BufferedOutputStream extends FilterOutputStream { public BufferedOutputStream(OutputStream out) {} }
public class PushbackInputStream extends FilterInputStream { public void unread(int value); }
public class ByteArrayInputStream extends InputStream { public ByteArrayInputStream(byte[] bytes) {} }
public class ByteArrayOutputStream extends OutputStream {
  public byte[] toByteArray();
  public int size();
  public void reset();
  public String toString(String charset);
  public String toString(Charset charset);
  public void writeTo(OutputStream to);
}
public class FileInputStream extends InputStream { public FileInputStream(File file) {} public FileInputStream(String name) {} }
public class FileOutputStream extends OutputStream { public FileOutputStream(File file) {} public FileOutputStream(String name) {} }
public class SequenceInputStream extends InputStream {}
public class PipedInputStream extends InputStream {}
public class PipedOutputStream extends OutputStream {}
public class DataInputStream extends FilterInputStream implements DataInput { public int readUnsignedByte(); public int readUnsignedShort(); public short readShort(); public double readDouble(); }
public class DataOutputStream extends FilterOutputStream implements DataOutput { public void writeShort(int value); public void writeDouble(double value); }
public class ObjectInputStream extends InputStream implements ObjectInput { public void defaultReadObject(); }
public class ObjectOutputStream extends OutputStream implements ObjectOutput { public void defaultWriteObject(); }
public class PrintStream extends FilterOutputStream implements Appendable {
  public void print(Object value);
  public void print(String value);
  public void print(char value);
  public void print(int value);
  public void println();
  public void println(Object value);
  public void println(String value);
  public void println(char value);
  public void println(int value);
  public PrintStream printf(String format, Object... args);
  public PrintStream format(String format, Object... args);
  public PrintStream append(CharSequence text);
}
public abstract class Reader implements Readable, Closeable {
  protected Object lock;
  public int read();
  public int read(char[] to);
  public abstract int read(char[] to, int start, int length);
  public long skip(long count);
  public boolean ready();
  public boolean markSupported();
  public void mark(int limit);
  public void reset();
  public abstract void close();
  public long transferTo(Writer to);
}
public abstract class Writer implements Appendable, Closeable, Flushable {
  protected Object lock;
  public void write(int c);
  public void write(char[] text);
  public abstract void write(char[] text, int start, int length);
  public void write(String text);
  public void write(String text, int start, int length);
  public Writer append(CharSequence text);
  public Writer append(CharSequence text, int start, int end);
  public Writer append(char c);
  public abstract void flush();
  public abstract void close();
}
public class BufferedReader extends Reader { public BufferedReader(Reader in) {} public String readLine(); public Stream<String> lines(); }
public class LineNumberReader extends BufferedReader { public int getLineNumber(); }
public class InputStreamReader extends Reader { public InputStreamReader(InputStream in) {} public InputStreamReader(InputStream in, Charset charset) {} public InputStreamReader(InputStream in, String charset) {} }
public class FileReader extends InputStreamReader {}
public class StringReader extends Reader { public StringReader(String text) {} }
public class CharArrayReader extends Reader {}
public class PushbackReader extends Reader {}
public abstract class FilterReader extends Reader { protected Reader in; }
public abstract class FilterWriter extends Writer { protected Writer out; }
public class BufferedWriter extends Writer { public BufferedWriter(Writer out) {} public void newLine(); }
public class OutputStreamWriter extends Writer { public OutputStreamWriter(OutputStream out) {} public OutputStreamWriter(OutputStream out, Charset charset) {} public OutputStreamWriter(OutputStream out, String charset) {} }
public class FileWriter extends OutputStreamWriter {}
public class StringWriter extends Writer { public StringBuffer getBuffer(); public StringWriter append(CharSequence text); }
public class CharArrayWriter extends Writer { public char[] toCharArray(); }
public class PrintWriter extends Writer {
  public PrintWriter(Writer out) {}
  public PrintWriter(OutputStream out) {}
  public void print(Object value);
  public void print(String value);
  public void println();
  public void println(Object value);
  public void println(String value);
  public PrintWriter printf(String format, Object... args);
  public PrintWriter format(String format, Object... args);
  public boolean checkError();
}
public class Console { public String readLine(); public char[] readPassword(); public PrintWriter writer(); }
public class StreamTokenizer {}
public class File implements Serializable, Comparable<File> {
  public static final String separator;
  public static final char separatorChar;
  public static final String pathSeparator;
  public static final char pathSeparatorChar;
  public File(String path) {}
  public File(String parent, String child) {}
  public File(File parent, String child) {}
  public File(URI uri) {}
  public static File createTempFile(String prefix, String suffix);
  public static File createTempFile(String prefix, String suffix, File directory);
  public String getName();
  public String getPath();
  public String getParent();
  public File getParentFile();
  public String getAbsolutePath();
  public File getAbsoluteFile();
  public String getCanonicalPath();
  public File getCanonicalFile();
  public boolean exists();
  public boolean isFile();
  public boolean isDirectory();
  public boolean isHidden();
  public boolean isAbsolute();
  public boolean canRead();
  public boolean canWrite();
  public boolean canExecute();
  public boolean createNewFile();
  public boolean delete();
  public void deleteOnExit();
  public boolean mkdir();
  public boolean mkdirs();
  public boolean renameTo(File to);
  public boolean setLastModified(long time);
  public boolean setReadOnly();
  public long length();
  public long lastModified();
  public String[] list();
  public String[] list(FilenameFilter filter);
  public File[] listFiles();
  public File[] listFiles(FileFilter filter);
  public File[] listFiles(FilenameFilter filter);
  public static File[] listRoots();
  public Path toPath();
  public URI toURI();
  public int compareTo(File other);
}
public class RandomAccessFile implements DataInput, DataOutput, Closeable { public void seek(long at); public long length(); public int read(byte[] to); }
public final class FileDescriptor {}
public class ObjectStreamField {}
public class ObjectStreamClass { public String getName(); }

public class IOException extends Exception { public IOException(String message, Throwable cause) {} }
public class UncheckedIOException extends RuntimeException { public IOException getCause(); }
public class EOFException extends IOException {}
public class FileNotFoundException extends IOException {}
public class InterruptedIOException extends IOException {}
public class UnsupportedEncodingException extends IOException {}
public class UTFDataFormatException extends IOException {}
public class SyncFailedException extends IOException {}
public abstract class ObjectStreamException extends IOException {}
public class InvalidObjectException extends ObjectStreamException {}
public class InvalidClassException extends ObjectStreamException {}
public class NotSerializableException extends ObjectStreamException {}
public class StreamCorruptedException extends ObjectStreamException {}
public class OptionalDataException extends ObjectStreamException {}
