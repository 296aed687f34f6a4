package java.lang;

import java.io.*;
import java.nio.charset.Charset;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public interface CharSequence {
  int length();
  char charAt(int index);
  CharSequence subSequence(int start, int end);
  String toString();
  default boolean isEmpty() {}
  default IntStream chars() {}
  default IntStream codePoints() {}
  static int compare(CharSequence a, CharSequence b) {}
}
public interface Appendable {
  Appendable append(CharSequence text);
  Appendable append(CharSequence text, int start, int end);
  Appendable append(char c);
}
public interface Readable { int read(java.nio.CharBuffer to); }

public final class String implements CharSequence, Comparable<String>, Serializable {
  public static final Comparator<String> CASE_INSENSITIVE_ORDER;
  public String(String text) {}
  public String(char[] text) {}
  public String(char[] text, int start, int length) {}
  public String(byte[] bytes, Charset charset) {}
  public String(byte[] bytes, String charset) {}
  public int length();
  public boolean isEmpty();
  public boolean isBlank();
  public char charAt(int index);
  public int codePointAt(int index);
  public int codePointCount(int start, int end);
  public int compareTo(String other);
  public int compareToIgnoreCase(String other);
  public boolean equalsIgnoreCase(String other);
  public boolean contentEquals(CharSequence other);
  public boolean startsWith(String prefix);
  public boolean startsWith(String prefix, int offset);
  public boolean endsWith(String suffix);
  public boolean contains(CharSequence text);
  public boolean matches(String regex);
  public boolean regionMatches(int at, String other, int otherAt, int length);
  public boolean regionMatches(boolean ignoreCase, int at, String other, int otherAt, int length);
  public int indexOf(int c);
  public int indexOf(int c, int from);
  public int indexOf(String text);
  public int indexOf(String text, int from);
  public int lastIndexOf(int c);
  public int lastIndexOf(int c, int from);
  public int lastIndexOf(String text);
  public int lastIndexOf(String text, int from);
  public String substring(int start);
  public String substring(int start, int end);
  public CharSequence subSequence(int start, int end);
  public String concat(String other);
  public String replace(char from, char to);
  public String replace(CharSequence from, CharSequence to);
  public String replaceAll(String regex, String to);
  public String replaceFirst(String regex, String to);
  public String[] split(String regex);
  public String[] split(String regex, int limit);
  public String toLowerCase();
  public String toLowerCase(Locale locale);
  public String toUpperCase();
  public String toUpperCase(Locale locale);
  public String trim();
  public String strip();
  public String stripLeading();
  public String stripTrailing();
  public String stripIndent();
  public String indent(int count);
  public String repeat(int count);
  public String intern();
  public String formatted(Object... args);
  public String translateEscapes();
  public <R> R transform(Function<? super String, ? extends R> function);
  public Stream<String> lines();
  public IntStream chars();
  public IntStream codePoints();
  public char[] toCharArray();
  public void getChars(int start, int end, char[] to, int toAt);
  public byte[] getBytes();
  public byte[] getBytes(Charset charset);
  public byte[] getBytes(String charset);
  public static String format(String format, Object... args);
  public static String format(Locale locale, String format, Object... args);
  public static String join(CharSequence separator, CharSequence... parts);
  public static String join(CharSequence separator, Iterable<? extends CharSequence> parts);
  public static String valueOf(Object value);
  public static String valueOf(char[] value);
  public static String valueOf(boolean value);
  public static String valueOf(char value);
  public static String valueOf(int value);
  public static String valueOf(long value);
  public static String valueOf(float value);
  public static String valueOf(double value);
  public static String copyValueOf(char[] value);
}

abstract class AbstractStringBuilder<B> implements CharSequence, Appendable {
  public B append(Object value);
  public B append(String value);
  public B append(CharSequence value);
  public B append(CharSequence value, int start, int end);
  public B append(char[] value);
  public B append(char[] value, int start, int length);
  public B append(boolean value);
  public B append(char value);
  public B append(int value);
  public B append(long value);
  public B append(float value);
  public B append(double value);
  public B appendCodePoint(int codePoint);
  public B insert(int at, Object value);
  public B delete(int start, int end);
  public B deleteCharAt(int at);
  public B replace(int start, int end, String text);
  public B reverse();
  public int capacity();
  public void ensureCapacity(int capacity);
  public void setLength(int length);
  public void setCharAt(int at, char c);
  public int indexOf(String text);
  public int indexOf(String text, int from);
  public int lastIndexOf(String text);
  public String substring(int start);
  public String substring(int start, int end);
  public void getChars(int start, int end, char[] to, int toAt);
}
public final class StringBuilder extends AbstractStringBuilder<StringBuilder>
    implements CharSequence, Comparable<StringBuilder>, Serializable {}
public final class StringBuffer extends AbstractStringBuilder<StringBuffer>
    implements CharSequence, Comparable<StringBuffer>, Serializable {}

public abstract class Number implements Serializable {
  public abstract int intValue();
  public abstract long longValue();
  public abstract float floatValue();
  public abstract double doubleValue();
  public byte byteValue();
  public short shortValue();
}
public final class Integer extends Number implements Comparable<Integer> {
  public static final int MAX_VALUE;
  public static final int MIN_VALUE;
  public static final int SIZE;
  public static final int BYTES;
  public static final Class<Integer> TYPE;
  public static int parseInt(String text);
  public static int parseInt(String text, int radix);
  public static int parseUnsignedInt(String text);
  public static Integer valueOf(int value);
  public static Integer valueOf(String text);
  public static Integer decode(String text);
  public static String toString(int value);
  public static String toString(int value, int radix);
  public static String toHexString(int value);
  public static String toBinaryString(int value);
  public static String toOctalString(int value);
  public static int compare(int a, int b);
  public static int compareUnsigned(int a, int b);
  public static int signum(int value);
  public static int max(int a, int b);
  public static int min(int a, int b);
  public static int sum(int a, int b);
  public static int hashCode(int value);
  public static int bitCount(int value);
  public static int highestOneBit(int value);
  public static int numberOfLeadingZeros(int value);
  public static int numberOfTrailingZeros(int value);
  public static int rotateLeft(int value, int by);
  public static int reverse(int value);
  public static long toUnsignedLong(int value);
  public static Integer getInteger(String name);
  public int compareTo(Integer other);
  public int intValue();
}
public final class Long extends Number implements Comparable<Long> {
  public static final long MAX_VALUE;
  public static final long MIN_VALUE;
  public static final int SIZE;
  public static final int BYTES;
  public static final Class<Long> TYPE;
  public static long parseLong(String text);
  public static long parseLong(String text, int radix);
  public static Long valueOf(long value);
  public static Long valueOf(String text);
  public static String toString(long value);
  public static String toString(long value, int radix);
  public static String toHexString(long value);
  public static String toBinaryString(long value);
  public static int compare(long a, long b);
  public static int compareUnsigned(long a, long b);
  public static int signum(long value);
  public static long max(long a, long b);
  public static long min(long a, long b);
  public static long sum(long a, long b);
  public static int hashCode(long value);
  public static int bitCount(long value);
  public static int numberOfLeadingZeros(long value);
  public static int numberOfTrailingZeros(long value);
  public int compareTo(Long other);
  public int intValue();
}
public final class Short extends Number implements Comparable<Short> {
  public static final short MAX_VALUE;
  public static final short MIN_VALUE;
  public static final Class<Short> TYPE;
  public static short parseShort(String text);
  public static Short valueOf(short value);
  public static Short valueOf(String text);
  public static int compare(short a, short b);
  public static String toString(short value);
  public int compareTo(Short other);
}
public final class Byte extends Number implements Comparable<Byte> {
  public static final byte MAX_VALUE;
  public static final byte MIN_VALUE;
  public static final Class<Byte> TYPE;
  public static byte parseByte(String text);
  public static Byte valueOf(byte value);
  public static Byte valueOf(String text);
  public static int compare(byte a, byte b);
  public static int toUnsignedInt(byte value);
  public static String toString(byte value);
  public int compareTo(Byte other);
}
public final class Float extends Number implements Comparable<Float> {
  public static final float MAX_VALUE;
  public static final float MIN_VALUE;
  public static final float NaN;
  public static final float POSITIVE_INFINITY;
  public static final float NEGATIVE_INFINITY;
  public static final Class<Float> TYPE;
  public static float parseFloat(String text);
  public static Float valueOf(float value);
  public static Float valueOf(String text);
  public static int compare(float a, float b);
  public static boolean isNaN(float value);
  public static boolean isInfinite(float value);
  public static int floatToIntBits(float value);
  public static float intBitsToFloat(int bits);
  public static String toString(float value);
  public boolean isNaN();
  public boolean isInfinite();
  public int compareTo(Float other);
}
public final class Double extends Number implements Comparable<Double> {
  public static final double MAX_VALUE;
  public static final double MIN_VALUE;
  public static final double NaN;
  public static final double POSITIVE_INFINITY;
  public static final double NEGATIVE_INFINITY;
  public static final Class<Double> TYPE;
  public static double parseDouble(String text);
  public static Double valueOf(double value);
  public static Double valueOf(String text);
  public static int compare(double a, double b);
  public static boolean isNaN(double value);
  public static boolean isInfinite(double value);
  public static boolean isFinite(double value);
  public static long doubleToLongBits(double value);
  public static long doubleToRawLongBits(double value);
  public static double longBitsToDouble(long bits);
  public static double max(double a, double b);
  public static double min(double a, double b);
  public static double sum(double a, double b);
  public static int hashCode(double value);
  public static String toString(double value);
  public boolean isNaN();
  public boolean isInfinite();
  public int compareTo(Double other);
}
public final class Boolean implements Comparable<Boolean>, Serializable {
  public static final Boolean TRUE;
  public static final Boolean FALSE;
  public static final Class<Boolean> TYPE;
  public static boolean parseBoolean(String text);
  public static Boolean valueOf(boolean value);
  public static Boolean valueOf(String text);
  public static boolean getBoolean(String name);
  public static int compare(boolean a, boolean b);
  public static String toString(boolean value);
  public static int hashCode(boolean value);
  public static boolean logicalAnd(boolean a, boolean b);
  public static boolean logicalOr(boolean a, boolean b);
  public boolean booleanValue();
  public int compareTo(Boolean other);
}
public final class Character implements Comparable<Character>, Serializable {
  public static final char MAX_VALUE;
  public static final char MIN_VALUE;
  public static final int MIN_RADIX;
  public static final int MAX_RADIX;
  public static final Class<Character> TYPE;
  public static Character valueOf(char value);
  public static boolean isDigit(char c);
  public static boolean isDigit(int c);
  public static boolean isLetter(char c);
  public static boolean isLetter(int c);
  public static boolean isLetterOrDigit(char c);
  public static boolean isLetterOrDigit(int c);
  public static boolean isAlphabetic(int c);
  public static boolean isWhitespace(char c);
  public static boolean isWhitespace(int c);
  public static boolean isSpaceChar(char c);
  public static boolean isUpperCase(char c);
  public static boolean isUpperCase(int c);
  public static boolean isLowerCase(char c);
  public static boolean isLowerCase(int c);
  public static boolean isISOControl(char c);
  public static boolean isJavaIdentifierStart(char c);
  public static boolean isJavaIdentifierPart(char c);
  public static boolean isSurrogate(char c);
  public static boolean isHighSurrogate(char c);
  public static boolean isLowSurrogate(char c);
  public static boolean isSupplementaryCodePoint(int c);
  public static char toUpperCase(char c);
  public static int toUpperCase(int c);
  public static char toLowerCase(char c);
  public static int toLowerCase(int c);
  public static int digit(char c, int radix);
  public static char forDigit(int digit, int radix);
  public static int getNumericValue(char c);
  public static int getType(int c);
  public static int charCount(int codePoint);
  public static int toCodePoint(char high, char low);
  public static char[] toChars(int codePoint);
  public static int codePointAt(CharSequence text, int index);
  public static int compare(char a, char b);
  public static String toString(char c);
  public static int hashCode(char c);
  public char charValue();
  public int compareTo(Character other);
  public static final class UnicodeBlock {}
  public static enum UnicodeScript {}
}
public final class Void {}
public final class Math {
  public static final double PI;
  public static final double E;
  public static int abs(int a);
  public static long abs(long a);
  public static float abs(float a);
  public static double abs(double a);
  public static int max(int a, int b);
  public static long max(long a, long b);
  public static float max(float a, float b);
  public static double max(double a, double b);
  public static int min(int a, int b);
  public static long min(long a, long b);
  public static float min(float a, float b);
  public static double min(double a, double b);
  public static double pow(double a, double b);
  public static double sqrt(double a);
  public static double cbrt(double a);
  public static double floor(double a);
  public static double ceil(double a);
  public static double rint(double a);
  public static long round(double a);
  public static int round(float a);
  public static double random();
  public static double sin(double a);
  public static double cos(double a);
  public static double tan(double a);
  public static double atan(double a);
  public static double atan2(double a, double b);
  public static double exp(double a);
  public static double log(double a);
  public static double log10(double a);
  public static double hypot(double a, double b);
  public static double signum(double a);
  public static double toRadians(double a);
  public static double toDegrees(double a);
  public static int addExact(int a, int b);
  public static long addExact(long a, long b);
  public static int multiplyExact(int a, int b);
  public static long multiplyExact(long a, long b);
  public static int subtractExact(int a, int b);
  public static long subtractExact(long a, long b);
  public static int negateExact(int a);
  public static int toIntExact(long a);
  public static int floorDiv(int a, int b);
  public static long floorDiv(long a, long b);
  public static int floorMod(int a, int b);
  public static long floorMod(long a, long b);
  public static int clamp(long value, int low, int high);
}
public final class StrictMath {}
