package java.util.stream;

import java.util.*;
import java.util.function.*;

public interface BaseStream<T, S extends BaseStream<T, S>> extends AutoCloseable {
  Iterator<T> iterator();
  Spliterator<T> spliterator();
  boolean isParallel();
  S sequential();
  S parallel();
  S unordered();
  S onClose(Runnable handler);
  void close();
}
public interface Stream<T> extends BaseStream<T, Stream<T>> {
  Stream<T> filter(Predicate<? super T> filter);
  <R> Stream<R> map(Function<? super T, ? extends R> function);
  IntStream mapToInt(ToIntFunction<? super T> function);
  LongStream mapToLong(ToLongFunction<? super T> function);
  DoubleStream mapToDouble(ToDoubleFunction<? super T> function);
  <R> Stream<R> flatMap(Function<? super T, ? extends Stream<? extends R>> function);
  IntStream flatMapToInt(Function<? super T, ? extends IntStream> function);
  <R> Stream<R> mapMulti(BiConsumer<? super T, ? super Consumer<R>> function);
  Stream<T> distinct();
  Stream<T> sorted();
  Stream<T> sorted(Comparator<? super T> comparator);
  Stream<T> peek(Consumer<? super T> action);
  Stream<T> limit(long count);
  Stream<T> skip(long count);
  Stream<T> takeWhile(Predicate<? super T> filter);
  Stream<T> dropWhile(Predicate<? super T> filter);
  void forEach(Consumer<? super T> action);
  void forEachOrdered(Consumer<? super T> action);
  Object[] toArray();
  <A> A[] toArray(IntFunction<A[]> generator);
  List<T> toList();
  T reduce(T identity, BinaryOperator<T> accumulator);
  Optional<T> reduce(BinaryOperator<T> accumulator);
  <U> U reduce(U identity, BiFunction<U, ? super T, U> accumulator, BinaryOperator<U> combiner);
  <R> R collect(Supplier<R> supplier, BiConsumer<R, ? super T> accumulator, BiConsumer<R, R> combiner);
  <R, A> R collect(Collector<? super T, A, R> collector);
  Optional<T> min(Comparator<? super T> comparator);
  Optional<T> max(Comparator<? super T> comparator);
  long count();
  boolean anyMatch(Predicate<? super T> filter);
  boolean allMatch(Predicate<? super T> filter);
  boolean noneMatch(Predicate<? super T> filter);
  Optional<T> findFirst();
  Optional<T> findAny();
  static <T> Stream<T> empty() {}
  static <T> Stream<T> of(T... values) {}
  static <T> Stream<T> ofNullable(T value) {}
  static <T> Stream<T> iterate(T seed, UnaryOperator<T> next) {}
  static <T> Stream<T> iterate(T seed, Predicate<? super T> hasNext, UnaryOperator<T> next) {}
  static <T> Stream<T> generate(Supplier<? extends T> supplier) {}
  static <T> Stream<T> concat(Stream<? extends T> a, Stream<? extends T> b) {}
  static <T> Builder<T> builder() {}
  public interface Builder<T> extends Consumer<T> {
    Builder<T> add(T value);
    Stream<T> build();
  }
}
public interface IntStream extends BaseStream<Integer, IntStream> {
  IntStream filter(IntPredicate filter);
  IntStream map(IntUnaryOperator function);
  <U> Stream<U> mapToObj(IntFunction<? extends U> function);
  LongStream mapToLong(IntToLongFunction function);
  DoubleStream mapToDouble(IntToDoubleFunction function);
  IntStream flatMap(IntFunction<? extends IntStream> function);
  IntStream distinct();
  IntStream sorted();
  IntStream limit(long count);
  IntStream skip(long count);
  IntStream peek(IntConsumer action);
  void forEach(IntConsumer action);
  void forEachOrdered(IntConsumer action);
  int[] toArray();
  int reduce(int identity, IntBinaryOperator operator);
  OptionalInt reduce(IntBinaryOperator operator);
  int sum();
  OptionalInt min();
  OptionalInt max();
  long count();
  OptionalDouble average();
  IntSummaryStatistics summaryStatistics();
  boolean anyMatch(IntPredicate filter);
  boolean allMatch(IntPredicate filter);
  boolean noneMatch(IntPredicate filter);
  OptionalInt findFirst();
  OptionalInt findAny();
  Stream<Integer> boxed();
  LongStream asLongStream();
  DoubleStream asDoubleStream();
  static IntStream range(int start, int end) {}
  static IntStream rangeClosed(int start, int end) {}
  static IntStream of(int... values) {}
  static IntStream empty() {}
  static IntStream iterate(int seed, IntUnaryOperator next) {}
  static IntStream generate(IntSupplier supplier) {}
  static IntStream concat(IntStream a, IntStream b) {}
}
public interface LongStream extends BaseStream<Long, LongStream> {
  LongStream filter(LongPredicate filter);
  LongStream map(LongUnaryOperator function);
  <U> Stream<U> mapToObj(LongFunction<? extends U> function);
  IntStream mapToInt(LongToIntFunction function);
  void forEach(LongConsumer action);
  long[] toArray();
  long reduce(long identity, LongBinaryOperator operator);
  long sum();
  OptionalLong min();
  OptionalLong max();
  long count();
  OptionalDouble average();
  LongStream limit(long count);
  LongStream sorted();
  boolean anyMatch(LongPredicate filter);
  boolean allMatch(LongPredicate filter);
  Stream<Long> boxed();
  static LongStream range(long start, long end) {}
  static LongStream rangeClosed(long start, long end) {}
  static LongStream of(long... values) {}
}
public interface DoubleStream extends BaseStream<Double, DoubleStream> {
  DoubleStream filter(DoublePredicate filter);
  DoubleStream map(DoubleUnaryOperator function);
  <U> Stream<U> mapToObj(DoubleFunction<? extends U> function);
  void forEach(DoubleConsumer action);
  double[] toArray();
  double sum();
  OptionalDouble min();
  OptionalDouble max();
  OptionalDouble average();
  long count();
  Stream<Double> boxed();
  static DoubleStream of(double... values) {}
}
public final class StreamSupport {
  public static <T> Stream<T> stream(Spliterator<T> values, boolean parallel);
}
public interface Collector<T, A, R> {
  Supplier<A> supplier();
  BiConsumer<A, T> accumulator();
  BinaryOperator<A> combiner();
  Function<A, R> finisher();
  static <T, R> Collector<T, R, R> of(Supplier<R> supplier, BiConsumer<R, T> accumulator, BinaryOperator<R> combiner, Characteristics... flags) {}
  static <T, A, R> Collector<T, A, R> of(Supplier<A> supplier, BiConsumer<A, T> accumulator, BinaryOperator<A> combiner, Function<A, R> finisher, Characteristics... flags) {}
  enum Characteristics { CONCURRENT, UNORDERED, IDENTITY_FINISH }
}
public final class Collectors {
  public static <T> Collector<T, ?, List<T>> toList();
  public static <T> Collector<T, ?, List<T>> toUnmodifiableList();
  public static <T> Collector<T, ?, Set<T>> toSet();
  public static <T> Collector<T, ?, Set<T>> toUnmodifiableSet();
  public static <T, C extends Collection<T>> Collector<T, ?, C> toCollection(Supplier<C> supplier);
  public static <T, K, U> Collector<T, ?, Map<K, U>> toMap(Function<? super T, ? extends K> key, Function<? super T, ? extends U> value);
  public static <T, K, U> Collector<T, ?, Map<K, U>> toMap(Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge);
  public static <T, K, U, M extends Map<K, U>> Collector<T, ?, M> toMap(Function<? super T, ? extends K> key, Function<? super T, ? extends U> value, BinaryOperator<U> merge, Supplier<M> supplier);
  public static <T, K, U> Collector<T, ?, Map<K, U>> toUnmodifiableMap(Function<? super T, ? extends K> key, Function<? super T, ? extends U> value);
  public static <T, K, U> Collector<T, ?, java.util.concurrent.ConcurrentMap<K, U>> toConcurrentMap(Function<? super T, ? extends K> key, Function<? super T, ? extends U> value);
  public static <T, K> Collector<T, ?, Map<K, List<T>>> groupingBy(Function<? super T, ? extends K> key);
  public static <T, K, A, D> Collector<T, ?, Map<K, D>> groupingBy(Function<? super T, ? extends K> key, Collector<? super T, A, D> below);
  public static <T, K, D, A, M extends Map<K, D>> Collector<T, ?, M> groupingBy(Function<? super T, ? extends K> key, Supplier<M> supplier, Collector<? super T, A, D> below);
  public static <T> Collector<T, ?, Map<Boolean, List<T>>> partitioningBy(Predicate<? super T> filter);
  public static <T, D, A> Collector<T, ?, Map<Boolean, D>> partitioningBy(Predicate<? super T> filter, Collector<? super T, A, D> below);
  public static <T, U, A, R> Collector<T, ?, R> mapping(Function<? super T, ? extends U> function, Collector<? super U, A, R> below);
  public static <T, A, R> Collector<T, ?, R> filtering(Predicate<? super T> filter, Collector<? super T, A, R> below);
  public static <T, U, A, R> Collector<T, ?, R> flatMapping(Function<? super T, ? extends Stream<? extends U>> function, Collector<? super U, A, R> below);
  public static <T, A, R, S> Collector<T, A, S> collectingAndThen(Collector<T, A, R> below, Function<R, S> finisher);
  public static Collector<CharSequence, ?, String> joining();
  public static Collector<CharSequence, ?, String> joining(CharSequence separator);
  public static Collector<CharSequence, ?, String> joining(CharSequence separator, CharSequence prefix, CharSequence suffix);
  public static <T> Collector<T, ?, Long> counting();
  public static <T> Collector<T, ?, Integer> summingInt(ToIntFunction<? super T> function);
  public static <T> Collector<T, ?, Long> summingLong(ToLongFunction<? super T> function);
  public static <T> Collector<T, ?, Double> summingDouble(ToDoubleFunction<? super T> function);
  public static <T> Collector<T, ?, Double> averagingInt(ToIntFunction<? super T> function);
  public static <T> Collector<T, ?, Double> averagingDouble(ToDoubleFunction<? super T> function);
  public static <T> Collector<T, ?, Optional<T>> minBy(Comparator<? super T> comparator);
  public static <T> Collector<T, ?, Optional<T>> maxBy(Comparator<? super T> comparator);
  public static <T> Collector<T, ?, T> reducing(T identity, BinaryOperator<T> operator);
  public static <T> Collector<T, ?, Optional<T>> reducing(BinaryOperator<T> operator);
}
