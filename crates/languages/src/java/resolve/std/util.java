package java.util;

import java.io.*;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.function.*;
import java.util.stream.*;

public final class Optional<T> {
  public static <T> Optional<T> empty();
  public static <T> Optional<T> of(T value);
  public static <T> Optional<T> ofNullable(T value);
  public T get();
  public boolean isPresent();
  public boolean isEmpty();
  public void ifPresent(Consumer<? super T> action);
  public void ifPresentOrElse(Consumer<? super T> action, Runnable otherwise);
  public Optional<T> filter(Predicate<? super T> filter);
  public <U> Optional<U> map(Function<? super T, ? extends U> function);
  public <U> Optional<U> flatMap(Function<? super T, ? extends Optional<? extends U>> function);
  public Optional<T> or(Supplier<? extends Optional<? extends T>> supplier);
  public Stream<T> stream();
  public T orElse(T other);
  public T orElseGet(Supplier<? extends T> supplier);
  public T orElseThrow();
  public <X extends Throwable> T orElseThrow(Supplier<? extends X> supplier);
}
public final class OptionalInt {
  public int getAsInt();
  public boolean isPresent();
  public boolean isEmpty();
  public int orElse(int other);
  public int orElseGet(IntSupplier other);
  public int orElseThrow();
  public <X extends Throwable> int orElseThrow(Supplier<? extends X> supplier);
  public void ifPresent(IntConsumer action);
  public static OptionalInt of(int value);
  public static OptionalInt empty();
}
public final class OptionalLong {
  public long getAsLong();
  public boolean isPresent();
  public boolean isEmpty();
  public long orElse(long other);
  public long orElseThrow();
  public void ifPresent(LongConsumer action);
  public static OptionalLong of(long value);
  public static OptionalLong empty();
}
public final class OptionalDouble {
  public double getAsDouble();
  public boolean isPresent();
  public boolean isEmpty();
  public double orElse(double other);
  public double orElseThrow();
  public void ifPresent(DoubleConsumer action);
  public static OptionalDouble of(double value);
  public static OptionalDouble empty();
}

public interface Comparator<T> {
  int compare(T first, T second);
  boolean equals(Object other);
  default Comparator<T> reversed() {}
  default Comparator<T> thenComparing(Comparator<? super T> other) {}
  default <U> Comparator<T> thenComparing(Function<? super T, ? extends U> key, Comparator<? super U> other) {}
  default <U extends Comparable<? super U>> Comparator<T> thenComparing(Function<? super T, ? extends U> key) {}
  default Comparator<T> thenComparingInt(ToIntFunction<? super T> key) {}
  default Comparator<T> thenComparingLong(ToLongFunction<? super T> key) {}
  default Comparator<T> thenComparingDouble(ToDoubleFunction<? super T> key) {}
  static <T extends Comparable<? super T>> Comparator<T> naturalOrder() {}
  static <T extends Comparable<? super T>> Comparator<T> reverseOrder() {}
  static <T> Comparator<T> nullsFirst(Comparator<? super T> comparator) {}
  static <T> Comparator<T> nullsLast(Comparator<? super T> comparator) {}
  static <T, U extends Comparable<? super U>> Comparator<T> comparing(Function<? super T, ? extends U> key) {}
  static <T, U> Comparator<T> comparing(Function<? super T, ? extends U> key, Comparator<? super U> by) {}
  static <T> Comparator<T> comparingInt(ToIntFunction<? super T> key) {}
  static <T> Comparator<T> comparingLong(ToLongFunction<? super T> key) {}
  static <T> Comparator<T> comparingDouble(ToDoubleFunction<? super T> key) {}
}

public final class Objects {
  public static boolean equals(Object a, Object b);
  public static boolean deepEquals(Object a, Object b);
  public static int hashCode(Object value);
  public static int hash(Object... values);
  public static String toString(Object value);
  public static String toString(Object value, String otherwise);
  public static <T> int compare(T a, T b, Comparator<? super T> comparator);
  public static <T> T requireNonNull(T value);
  public static <T> T requireNonNull(T value, String message);
  public static <T> T requireNonNull(T value, Supplier<String> message);
  public static <T> T requireNonNullElse(T value, T otherwise);
  public static <T> T requireNonNullElseGet(T value, Supplier<? extends T> otherwise);
  public static boolean isNull(Object value);
  public static boolean nonNull(Object value);
  public static int checkIndex(int index, int length);
}

public final class Arrays {
  public static <T> List<T> asList(T... values);
  public static <T> Stream<T> stream(T[] values);
  public static <T> Stream<T> stream(T[] values, int start, int end);
  public static IntStream stream(int[] values);
  public static LongStream stream(long[] values);
  public static DoubleStream stream(double[] values);
  public static <T> T[] copyOf(T[] values, int length);
  public static int[] copyOf(int[] values, int length);
  public static long[] copyOf(long[] values, int length);
  public static byte[] copyOf(byte[] values, int length);
  public static char[] copyOf(char[] values, int length);
  public static <T> T[] copyOfRange(T[] values, int start, int end);
  public static byte[] copyOfRange(byte[] values, int start, int end);
  public static char[] copyOfRange(char[] values, int start, int end);
  public static int[] copyOfRange(int[] values, int start, int end);
  public static <T> void sort(T[] values, Comparator<? super T> comparator);
  public static void sort(Object[] values);
  public static boolean equals(Object[] a, Object[] b);
  public static boolean deepEquals(Object[] a, Object[] b);
  public static int hashCode(Object[] values);
  public static int deepHashCode(Object[] values);
  public static String toString(Object[] values);
  public static String toString(int[] values);
  public static String toString(byte[] values);
  public static String deepToString(Object[] values);
  public static void fill(Object[] values, Object value);
  public static int binarySearch(Object[] values, Object value);
  public static <T> void setAll(T[] values, IntFunction<? extends T> generator);
}

public class Collections {
  public static final List EMPTY_LIST;
  public static final Set EMPTY_SET;
  public static final Map EMPTY_MAP;
  public static <T> List<T> emptyList();
  public static <T> Set<T> emptySet();
  public static <K, V> Map<K, V> emptyMap();
  public static <T> Iterator<T> emptyIterator();
  public static <T> List<T> singletonList(T value);
  public static <T> Set<T> singleton(T value);
  public static <K, V> Map<K, V> singletonMap(K key, V value);
  public static <T> List<T> nCopies(int count, T value);
  public static <T> List<T> unmodifiableList(List<? extends T> values);
  public static <T> Set<T> unmodifiableSet(Set<? extends T> values);
  public static <T> SortedSet<T> unmodifiableSortedSet(SortedSet<T> values);
  public static <T> Collection<T> unmodifiableCollection(Collection<? extends T> values);
  public static <K, V> Map<K, V> unmodifiableMap(Map<? extends K, ? extends V> values);
  public static <K, V> SortedMap<K, V> unmodifiableSortedMap(SortedMap<K, ? extends V> values);
  public static <T> List<T> synchronizedList(List<T> values);
  public static <T> Set<T> synchronizedSet(Set<T> values);
  public static <T> Collection<T> synchronizedCollection(Collection<T> values);
  public static <K, V> Map<K, V> synchronizedMap(Map<K, V> values);
  public static <E> Set<E> newSetFromMap(Map<E, Boolean> map);
  public static <T extends Comparable<? super T>> void sort(List<T> values);
  public static <T> void sort(List<T> values, Comparator<? super T> comparator);
  public static <T extends Comparable<? super T>> T max(Collection<? extends T> values);
  public static <T> T max(Collection<? extends T> values, Comparator<? super T> comparator);
  public static <T extends Comparable<? super T>> T min(Collection<? extends T> values);
  public static <T> T min(Collection<? extends T> values, Comparator<? super T> comparator);
  public static <T> Comparator<T> reverseOrder();
  public static <T> Comparator<T> reverseOrder(Comparator<T> comparator);
  public static <T> boolean addAll(Collection<? super T> values, T... added);
  public static void reverse(List<?> values);
  public static void shuffle(List<?> values);
  public static void shuffle(List<?> values, Random random);
  public static void swap(List<?> values, int a, int b);
  public static int frequency(Collection<?> values, Object value);
  public static boolean disjoint(Collection<?> a, Collection<?> b);
  public static <T> int binarySearch(List<? extends T> values, T value, Comparator<? super T> comparator);
  public static <T> Enumeration<T> enumeration(Collection<T> values);
  public static <T> ArrayList<T> list(Enumeration<T> values);
}

public final class StringJoiner {
  public StringJoiner(CharSequence separator) {}
  public StringJoiner(CharSequence separator, CharSequence prefix, CharSequence suffix) {}
  public StringJoiner add(CharSequence text);
  public StringJoiner setEmptyValue(CharSequence text);
  public int length();
}
public class StringTokenizer {
  public StringTokenizer(String text, String separators) {}
  public boolean hasMoreTokens();
  public String nextToken();
  public int countTokens();
}
public final class Scanner implements Iterator<String>, Closeable {
  public boolean hasNextLine();
  public String nextLine();
  public int nextInt();
  public long nextLong();
  public double nextDouble();
  public Scanner useDelimiter(String pattern);
}
public class Random implements Serializable {
  public Random(long seed) {}
  public int nextInt();
  public int nextInt(int bound);
  public int nextInt(int low, int high);
  public long nextLong();
  public double nextDouble();
  public float nextFloat();
  public boolean nextBoolean();
  public void nextBytes(byte[] bytes);
  public double nextGaussian();
  public IntStream ints(long count);
}
public final class SplittableRandom {}
public final class UUID implements Comparable<UUID>, Serializable {
  public static UUID randomUUID();
  public static UUID fromString(String text);
  public static UUID nameUUIDFromBytes(byte[] bytes);
  public long getMostSignificantBits();
  public long getLeastSignificantBits();
}
public class BitSet implements Cloneable, Serializable {
  public boolean get(int index);
  public void set(int index);
  public void set(int index, boolean value);
  public void set(int start, int end);
  public void clear(int index);
  public void clear();
  public void flip(int index);
  public int cardinality();
  public int length();
  public int size();
  public boolean isEmpty();
  public int nextSetBit(int from);
  public int nextClearBit(int from);
  public void and(BitSet other);
  public void or(BitSet other);
  public void andNot(BitSet other);
  public IntStream stream();
}
public class Date implements Serializable, Cloneable, Comparable<Date> {
  public Date(long millis) {}
  public long getTime();
  public void setTime(long millis);
  public boolean before(Date other);
  public boolean after(Date other);
  public int compareTo(Date other);
  public Instant toInstant();
  public static Date from(Instant instant);
}
public abstract class Calendar implements Serializable, Cloneable, Comparable<Calendar> {
  public static Calendar getInstance();
  public static Calendar getInstance(TimeZone zone);
  public static Calendar getInstance(TimeZone zone, Locale locale);
  public final Date getTime();
  public final void setTime(Date date);
  public long getTimeInMillis();
  public void setTimeInMillis(long millis);
  public int get(int field);
  public void set(int field, int value);
  public final void set(int year, int month, int day);
  public final void set(int year, int month, int day, int hour, int minute);
  public final void set(int year, int month, int day, int hour, int minute, int second);
  public abstract void add(int field, int amount);
  public TimeZone getTimeZone();
  public void setTimeZone(TimeZone zone);
  public final void clear();
  public void setLenient(boolean on);
  public static final int YEAR;
  public static final int MONTH;
  public static final int DAY_OF_MONTH;
  public static final int HOUR_OF_DAY;
  public static final int MINUTE;
  public static final int SECOND;
  public static final int MILLISECOND;
}
public class GregorianCalendar extends Calendar {}
public abstract class TimeZone implements Serializable, Cloneable {
  public static TimeZone getTimeZone(String id);
  public static TimeZone getDefault();
  public static void setDefault(TimeZone zone);
  public String getID();
  public int getOffset(long date);
  public int getRawOffset();
}
public class SimpleTimeZone extends TimeZone {}
public final class Locale implements Cloneable, Serializable {
  public static final Locale ENGLISH;
  public static final Locale US;
  public static final Locale UK;
  public static final Locale ROOT;
  public static final Locale GERMANY;
  public static final Locale FRANCE;
  public Locale(String language) {}
  public Locale(String language, String country) {}
  public static Locale getDefault();
  public static void setDefault(Locale locale);
  public static Locale of(String language);
  public static Locale forLanguageTag(String tag);
  public static Locale[] getAvailableLocales();
  public String getLanguage();
  public String getCountry();
  public String getVariant();
  public String toLanguageTag();
  public String getDisplayName();
}
public final class Currency implements Serializable {
  public static Currency getInstance(String code);
  public static Currency getInstance(Locale locale);
  public String getCurrencyCode();
}
public class Base64 {
  public static Encoder getEncoder();
  public static Decoder getDecoder();
  public static Encoder getUrlEncoder();
  public static Decoder getUrlDecoder();
  public static class Encoder {
    public String encodeToString(byte[] bytes);
    public byte[] encode(byte[] bytes);
    public Encoder withoutPadding();
  }
  public static class Decoder { public byte[] decode(String text); public byte[] decode(byte[] bytes); }
}
public final class HexFormat { public static HexFormat of(); public String formatHex(byte[] bytes); }
public final class ServiceLoader<S> implements Iterable<S> {
  public static <S> ServiceLoader<S> load(Class<S> service);
  public static <S> ServiceLoader<S> load(Class<S> service, ClassLoader loader);
  public Stream<Provider<S>> stream();
  public Optional<S> findFirst();
  public static interface Provider<S> extends Supplier<S> { Class<? extends S> type(); }
}
public abstract class ResourceBundle {
  public static final ResourceBundle getBundle(String name);
  public static final ResourceBundle getBundle(String name, Locale locale);
  public final String getString(String key);
  public boolean containsKey(String key);
}
public class Timer { public void schedule(TimerTask task, long delay); public void cancel(); }
public abstract class TimerTask implements Runnable { public boolean cancel(); }
public final class Formatter implements Closeable, Flushable { public Formatter format(String format, Object... args); }
public class IntSummaryStatistics implements IntConsumer { public int getMax(); public int getMin(); public long getSum(); public double getAverage(); public long getCount(); }
public class LongSummaryStatistics implements LongConsumer { public long getMax(); public long getMin(); public long getSum(); public double getAverage(); public long getCount(); }
public class DoubleSummaryStatistics implements DoubleConsumer { public double getMax(); public double getMin(); public double getSum(); public double getAverage(); public long getCount(); }
public interface EventListener {}
public class EventObject implements Serializable { protected Object source; public Object getSource(); }
public class Observable {}
public interface Observer { void update(Observable source, Object value); }

public class NoSuchElementException extends RuntimeException {}
public class InputMismatchException extends NoSuchElementException {}
public class ConcurrentModificationException extends RuntimeException {}
public class EmptyStackException extends RuntimeException {}
public class MissingResourceException extends RuntimeException {}
public class IllformedLocaleException extends RuntimeException {}
public class ServiceConfigurationError extends Error {}
