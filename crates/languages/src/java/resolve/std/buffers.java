package java.nio;

public abstract class Buffer {
  public final int capacity();
  public final int position();
  public Buffer position(int at);
  public final int limit();
  public Buffer limit(int at);
  public final int remaining();
  public final boolean hasRemaining();
  public Buffer mark();
  public Buffer reset();
  public Buffer clear();
  public Buffer flip();
  public Buffer rewind();
  public boolean isReadOnly();
  public boolean isDirect();
  public boolean hasArray();
  public int arrayOffset();
}
public abstract class ByteBuffer extends Buffer implements Comparable<ByteBuffer> {
  public static ByteBuffer allocate(int capacity);
  public static ByteBuffer allocateDirect(int capacity);
  public static ByteBuffer wrap(byte[] bytes);
  public static ByteBuffer wrap(byte[] bytes, int start, int length);
  public abstract byte get();
  public abstract byte get(int index);
  public ByteBuffer get(byte[] to);
  public ByteBuffer get(byte[] to, int start, int length);
  public abstract ByteBuffer put(byte value);
  public abstract ByteBuffer put(int index, byte value);
  public ByteBuffer put(ByteBuffer from);
  public final ByteBuffer put(byte[] from);
  public ByteBuffer put(byte[] from, int start, int length);
  public abstract short getShort();
  public abstract int getInt();
  public abstract int getInt(int index);
  public abstract long getLong();
  public abstract long getLong(int index);
  public abstract float getFloat();
  public abstract double getDouble();
  public abstract ByteBuffer putShort(short value);
  public abstract ByteBuffer putInt(int value);
  public abstract ByteBuffer putLong(long value);
  public abstract ByteBuffer putDouble(double value);
  public abstract ByteBuffer slice();
  public abstract ByteBuffer duplicate();
  public abstract ByteBuffer asReadOnlyBuffer();
  public abstract ByteBuffer compact();
  public ByteBuffer position(int at);
  public ByteBuffer limit(int at);
  public ByteBuffer mark();
  public ByteBuffer reset();
  public ByteBuffer clear();
  public ByteBuffer flip();
  public ByteBuffer rewind();
  public final byte[] array();
  public final ByteOrder order();
  public final ByteBuffer order(ByteOrder order);
  public abstract IntBuffer asIntBuffer();
  public abstract LongBuffer asLongBuffer();
  public abstract CharBuffer asCharBuffer();
}
public abstract class CharBuffer extends Buffer implements CharSequence, Appendable, Comparable<CharBuffer>, Readable { public static CharBuffer wrap(char[] text); public static CharBuffer wrap(CharSequence text); public static CharBuffer allocate(int capacity); public final char[] array(); public abstract char get(); public CharBuffer put(String text); }
public abstract class IntBuffer extends Buffer implements Comparable<IntBuffer> { public abstract int get(); public abstract int get(int index); public abstract IntBuffer put(int value); }
public abstract class LongBuffer extends Buffer implements Comparable<LongBuffer> { public abstract long get(); public abstract long get(int index); }
public abstract class ShortBuffer extends Buffer {}
public abstract class FloatBuffer extends Buffer {}
public abstract class DoubleBuffer extends Buffer {}
public abstract class MappedByteBuffer extends ByteBuffer {}
public final class ByteOrder { public static final ByteOrder BIG_ENDIAN; public static final ByteOrder LITTLE_ENDIAN; public static ByteOrder nativeOrder(); }
public class BufferOverflowException extends RuntimeException {}
public class BufferUnderflowException extends RuntimeException {}
public class ReadOnlyBufferException extends UnsupportedOperationException {}
