package java.nio.charset;

import java.nio.*;

public abstract class Charset implements Comparable<Charset> {
  public static Charset forName(String name);
  public static Charset defaultCharset();
  public static boolean isSupported(String name);
  public final String name();
  public String displayName();
  public abstract CharsetEncoder newEncoder();
  public abstract CharsetDecoder newDecoder();
  public final ByteBuffer encode(String text);
  public final CharBuffer decode(ByteBuffer bytes);
}
public final class StandardCharsets {
  public static final Charset UTF_8;
  public static final Charset UTF_16;
  public static final Charset UTF_16BE;
  public static final Charset UTF_16LE;
  public static final Charset US_ASCII;
  public static final Charset ISO_8859_1;
}
public abstract class CharsetEncoder { public final CharsetEncoder onMalformedInput(CodingErrorAction action); public boolean canEncode(char c); }
public abstract class CharsetDecoder { public final CharsetDecoder onMalformedInput(CodingErrorAction action); public final CharBuffer decode(ByteBuffer bytes); }
public class CoderResult {}
public class CodingErrorAction { public static final CodingErrorAction REPORT; public static final CodingErrorAction REPLACE; }
public class CharacterCodingException extends java.io.IOException {}
public class MalformedInputException extends CharacterCodingException {}
public class UnsupportedCharsetException extends IllegalArgumentException {}
public class IllegalCharsetNameException extends IllegalArgumentException {}
