package java.nio.channels;

import java.io.*;
import java.nio.ByteBuffer;

public interface Channel extends Closeable { boolean isOpen(); }
public interface ReadableByteChannel extends Channel { int read(ByteBuffer to); }
public interface WritableByteChannel extends Channel { int write(ByteBuffer from); }
public interface ByteChannel extends ReadableByteChannel, WritableByteChannel {}
public interface GatheringByteChannel extends WritableByteChannel {}
public interface ScatteringByteChannel extends ReadableByteChannel {}
public interface SeekableByteChannel extends ByteChannel { long position(); SeekableByteChannel position(long at); long size(); SeekableByteChannel truncate(long size); }
public abstract class FileChannel implements SeekableByteChannel, GatheringByteChannel, ScatteringByteChannel { public abstract FileChannel position(long at); public abstract long size(); public abstract int read(ByteBuffer to, long at); public abstract int write(ByteBuffer from, long at); public abstract long transferTo(long at, long count, WritableByteChannel to); public abstract long transferFrom(ReadableByteChannel from, long at, long count); public abstract void force(boolean metadata); public final FileLock lock(); public final FileLock tryLock(); }
public abstract class FileLock implements AutoCloseable { public abstract void release(); public abstract boolean isValid(); }
public final class Channels { public static ReadableByteChannel newChannel(InputStream in); public static WritableByteChannel newChannel(OutputStream out); public static InputStream newInputStream(ReadableByteChannel in); public static OutputStream newOutputStream(WritableByteChannel out); }
public abstract class SelectableChannel implements Channel {}
public abstract class SocketChannel extends SelectableChannel implements ByteChannel {}
public abstract class ServerSocketChannel extends SelectableChannel {}
public abstract class Selector implements Closeable {}
public abstract class SelectionKey {}
public class ClosedChannelException extends IOException {}
