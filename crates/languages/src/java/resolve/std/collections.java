package java.util;

import java.io.*;
import java.util.function.*;
import java.util.stream.*;

public interface Iterator<E> {
  boolean hasNext();
  E next();
  default void remove() {}
  default void forEachRemaining(Consumer<? super E> action) {}
}
public interface ListIterator<E> extends Iterator<E> {
  boolean hasPrevious();
  E previous();
  int nextIndex();
  int previousIndex();
  void set(E value);
  void add(E value);
}
public interface Enumeration<E> {
  boolean hasMoreElements();
  E nextElement();
  default Iterator<E> asIterator() {}
}
public interface PrimitiveIterator<T, C> extends Iterator<T> {
  public static interface OfInt extends PrimitiveIterator<Integer, IntConsumer> { int nextInt(); }
  public static interface OfLong extends PrimitiveIterator<Long, LongConsumer> { long nextLong(); }
  public static interface OfDouble extends PrimitiveIterator<Double, DoubleConsumer> { double nextDouble(); }
}
public interface Spliterator<T> {
  boolean tryAdvance(Consumer<? super T> action);
  Spliterator<T> trySplit();
  long estimateSize();
  int characteristics();
  default void forEachRemaining(Consumer<? super T> action) {}
}
public final class Spliterators {
  public static <T> Spliterator<T> spliteratorUnknownSize(Iterator<? extends T> iterator, int characteristics);
  public static <T> Spliterator<T> spliterator(Collection<? extends T> values, int characteristics);
  public static abstract class AbstractSpliterator<T> implements Spliterator<T> {}
}

public interface Collection<E> extends Iterable<E> {
  int size();
  boolean isEmpty();
  boolean contains(Object value);
  boolean containsAll(Collection<?> values);
  boolean add(E value);
  boolean addAll(Collection<? extends E> values);
  boolean remove(Object value);
  boolean removeAll(Collection<?> values);
  boolean retainAll(Collection<?> values);
  default boolean removeIf(Predicate<? super E> filter) {}
  void clear();
  Object[] toArray();
  <T> T[] toArray(T[] array);
  default <T> T[] toArray(IntFunction<T[]> generator) {}
  default Stream<E> stream() {}
  default Stream<E> parallelStream() {}
}
public interface SequencedCollection<E> extends Collection<E> {
  SequencedCollection<E> reversed();
  default E getFirst() {}
  default E getLast() {}
  default E removeFirst() {}
  default E removeLast() {}
  default void addFirst(E value) {}
  default void addLast(E value) {}
}
public interface List<E> extends SequencedCollection<E> {
  E get(int index);
  E set(int index, E value);
  void add(int index, E value);
  boolean add(E value);
  boolean addAll(int index, Collection<? extends E> values);
  boolean addAll(Collection<? extends E> values);
  E remove(int index);
  boolean remove(Object value);
  int indexOf(Object value);
  int lastIndexOf(Object value);
  List<E> subList(int start, int end);
  List<E> reversed();
  ListIterator<E> listIterator();
  ListIterator<E> listIterator(int index);
  default void sort(Comparator<? super E> comparator) {}
  default void replaceAll(UnaryOperator<E> operator) {}
  static <E> List<E> of() {}
  static <E> List<E> of(E... values) {}
  static <E> List<E> copyOf(Collection<? extends E> values) {}
}
public interface Set<E> extends Collection<E> {
  static <E> Set<E> of() {}
  static <E> Set<E> of(E... values) {}
  static <E> Set<E> copyOf(Collection<? extends E> values) {}
}
public interface SequencedSet<E> extends Set<E>, SequencedCollection<E> {}
public interface SortedSet<E> extends Set<E>, SequencedSet<E> {
  E first();
  E last();
  SortedSet<E> headSet(E end);
  SortedSet<E> tailSet(E start);
  SortedSet<E> subSet(E start, E end);
  Comparator<? super E> comparator();
}
public interface NavigableSet<E> extends SortedSet<E> {
  E lower(E value);
  E floor(E value);
  E ceiling(E value);
  E higher(E value);
  E pollFirst();
  E pollLast();
  NavigableSet<E> descendingSet();
  Iterator<E> descendingIterator();
  NavigableSet<E> headSet(E end, boolean inclusive);
  NavigableSet<E> tailSet(E start, boolean inclusive);
  NavigableSet<E> subSet(E start, boolean startInclusive, E end, boolean endInclusive);
}
public interface Queue<E> extends Collection<E> {
  boolean offer(E value);
  E remove();
  E poll();
  E element();
  E peek();
}
public interface Deque<E> extends Queue<E>, SequencedCollection<E> {
  void addFirst(E value);
  void addLast(E value);
  boolean offerFirst(E value);
  boolean offerLast(E value);
  E removeFirst();
  E removeLast();
  E pollFirst();
  E pollLast();
  E getFirst();
  E getLast();
  E peekFirst();
  E peekLast();
  void push(E value);
  E pop();
  boolean removeFirstOccurrence(Object value);
  boolean removeLastOccurrence(Object value);
  Iterator<E> descendingIterator();
}
public interface RandomAccess {}

public interface Map<K, V> {
  int size();
  boolean isEmpty();
  boolean containsKey(Object key);
  boolean containsValue(Object value);
  V get(Object key);
  V put(K key, V value);
  V remove(Object key);
  void putAll(Map<? extends K, ? extends V> values);
  void clear();
  Set<K> keySet();
  Collection<V> values();
  Set<Map.Entry<K, V>> entrySet();
  default V getOrDefault(Object key, V otherwise) {}
  default void forEach(BiConsumer<? super K, ? super V> action) {}
  default void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {}
  default V putIfAbsent(K key, V value) {}
  default boolean remove(Object key, Object value) {}
  default boolean replace(K key, V before, V after) {}
  default V replace(K key, V value) {}
  default V computeIfAbsent(K key, Function<? super K, ? extends V> function) {}
  default V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {}
  default V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {}
  default V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {}
  static <K, V> Map<K, V> of() {}
  static <K, V> Map<K, V> of(K k1, V v1) {}
  static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2) {}
  static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3) {}
  static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4) {}
  static <K, V> Map<K, V> of(K k1, V v1, K k2, V v2, K k3, V v3, K k4, V v4, K k5, V v5) {}
  static <K, V> Map<K, V> ofEntries(Map.Entry<? extends K, ? extends V>... entries) {}
  static <K, V> Map.Entry<K, V> entry(K key, V value) {}
  static <K, V> Map<K, V> copyOf(Map<? extends K, ? extends V> map) {}
  interface Entry<K, V> {
    K getKey();
    V getValue();
    V setValue(V value);
    static <K extends Comparable<? super K>, V> Comparator<Map.Entry<K, V>> comparingByKey() {}
    static <K, V> Comparator<Map.Entry<K, V>> comparingByKey(Comparator<? super K> comparator) {}
    static <K, V extends Comparable<? super V>> Comparator<Map.Entry<K, V>> comparingByValue() {}
    static <K, V> Comparator<Map.Entry<K, V>> comparingByValue(Comparator<? super V> comparator) {}
  }
}
public interface SequencedMap<K, V> extends Map<K, V> {}
public interface SortedMap<K, V> extends SequencedMap<K, V> {
  K firstKey();
  K lastKey();
  SortedMap<K, V> headMap(K end);
  SortedMap<K, V> tailMap(K start);
  SortedMap<K, V> subMap(K start, K end);
  Comparator<? super K> comparator();
}
public interface NavigableMap<K, V> extends SortedMap<K, V> {
  Map.Entry<K, V> firstEntry();
  Map.Entry<K, V> lastEntry();
  Map.Entry<K, V> lowerEntry(K key);
  Map.Entry<K, V> floorEntry(K key);
  Map.Entry<K, V> ceilingEntry(K key);
  Map.Entry<K, V> higherEntry(K key);
  Map.Entry<K, V> pollFirstEntry();
  Map.Entry<K, V> pollLastEntry();
  K lowerKey(K key);
  K floorKey(K key);
  K ceilingKey(K key);
  K higherKey(K key);
  NavigableMap<K, V> descendingMap();
  NavigableSet<K> navigableKeySet();
  NavigableSet<K> descendingKeySet();
  NavigableMap<K, V> headMap(K end, boolean inclusive);
  NavigableMap<K, V> tailMap(K start, boolean inclusive);
  NavigableMap<K, V> subMap(K start, boolean startInclusive, K end, boolean endInclusive);
}

public abstract class AbstractCollection<E> implements Collection<E> {}
public abstract class AbstractList<E> extends AbstractCollection<E> implements List<E> {
  protected int modCount;
  protected void removeRange(int start, int end);
}
public abstract class AbstractSequentialList<E> extends AbstractList<E> {}
public abstract class AbstractSet<E> extends AbstractCollection<E> implements Set<E> {}
public abstract class AbstractQueue<E> extends AbstractCollection<E> implements Queue<E> {}
public abstract class AbstractMap<K, V> implements Map<K, V> {
  public static class SimpleEntry<K, V> implements Map.Entry<K, V> { public SimpleEntry(K key, V value) {} }
  public static class SimpleImmutableEntry<K, V> implements Map.Entry<K, V> {
    public SimpleImmutableEntry(K key, V value) {}
  }
}
public class ArrayList<E> extends AbstractList<E> implements List<E>, RandomAccess, Cloneable, Serializable {
  public ArrayList() {}
  public ArrayList(int capacity) {}
  public ArrayList(Collection<? extends E> values) {}
  public void ensureCapacity(int capacity);
  public void trimToSize();
}
public class LinkedList<E> extends AbstractSequentialList<E>
    implements List<E>, Deque<E>, Cloneable, Serializable {
  public LinkedList() {}
  public LinkedList(Collection<? extends E> values) {}
}
public class Vector<E> extends AbstractList<E> implements List<E>, RandomAccess, Cloneable, Serializable {
  public E elementAt(int index);
  public E firstElement();
  public E lastElement();
  public void addElement(E value);
  public Enumeration<E> elements();
}
public class Stack<E> extends Vector<E> {
  public E push(E value);
  public E pop();
  public E peek();
  public boolean empty();
  public int search(Object value);
}
public class ArrayDeque<E> extends AbstractCollection<E> implements Deque<E>, Cloneable, Serializable {
  public ArrayDeque() {}
  public ArrayDeque(int capacity) {}
  public ArrayDeque(Collection<? extends E> values) {}
}
public class PriorityQueue<E> extends AbstractQueue<E> implements Serializable {
  public PriorityQueue() {}
  public PriorityQueue(int capacity) {}
  public PriorityQueue(Comparator<? super E> comparator) {}
  public PriorityQueue(int capacity, Comparator<? super E> comparator) {}
  public PriorityQueue(Collection<? extends E> values) {}
}
public class HashSet<E> extends AbstractSet<E> implements Set<E>, Cloneable, Serializable {
  public HashSet() {}
  public HashSet(int capacity) {}
  public HashSet(Collection<? extends E> values) {}
}
public class LinkedHashSet<E> extends HashSet<E> implements SequencedSet<E> {
  public LinkedHashSet() {}
  public LinkedHashSet(int capacity) {}
  public LinkedHashSet(Collection<? extends E> values) {}
}
public class TreeSet<E> extends AbstractSet<E> implements NavigableSet<E>, Cloneable, Serializable {
  public TreeSet() {}
  public TreeSet(Comparator<? super E> comparator) {}
  public TreeSet(Collection<? extends E> values) {}
}
public abstract class EnumSet<E extends Enum<E>> extends AbstractSet<E> implements Cloneable, Serializable {
  public static <E extends Enum<E>> EnumSet<E> noneOf(Class<E> type);
  public static <E extends Enum<E>> EnumSet<E> allOf(Class<E> type);
  public static <E extends Enum<E>> EnumSet<E> copyOf(Collection<E> values);
  public static <E extends Enum<E>> EnumSet<E> complementOf(EnumSet<E> values);
  public static <E extends Enum<E>> EnumSet<E> of(E first, E... rest);
  public static <E extends Enum<E>> EnumSet<E> range(E first, E last);
}
public class HashMap<K, V> extends AbstractMap<K, V> implements Map<K, V>, Cloneable, Serializable {
  public HashMap() {}
  public HashMap(int capacity) {}
  public HashMap(int capacity, float load) {}
  public HashMap(Map<? extends K, ? extends V> values) {}
}
public class LinkedHashMap<K, V> extends HashMap<K, V> implements SequencedMap<K, V> {
  public LinkedHashMap() {}
  public LinkedHashMap(int capacity) {}
  public LinkedHashMap(int capacity, float load) {}
  public LinkedHashMap(int capacity, float load, boolean accessOrder) {}
  public LinkedHashMap(Map<? extends K, ? extends V> values) {}
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest);
}
public class TreeMap<K, V> extends AbstractMap<K, V> implements NavigableMap<K, V>, Cloneable, Serializable {
  public TreeMap() {}
  public TreeMap(Comparator<? super K> comparator) {}
  public TreeMap(Map<? extends K, ? extends V> values) {}
}
public class IdentityHashMap<K, V> extends AbstractMap<K, V> implements Map<K, V>, Cloneable, Serializable {}
public class WeakHashMap<K, V> extends AbstractMap<K, V> implements Map<K, V> {}
public class EnumMap<K extends Enum<K>, V> extends AbstractMap<K, V> implements Cloneable, Serializable {
  public EnumMap(Class<K> type) {}
  public EnumMap(Map<K, ? extends V> values) {}
}
public abstract class Dictionary<K, V> {}
public class Hashtable<K, V> extends Dictionary<K, V> implements Map<K, V>, Cloneable, Serializable {
  public Enumeration<K> keys();
  public Enumeration<V> elements();
}
public class Properties extends Hashtable<Object, Object> {
  public String getProperty(String name);
  public String getProperty(String name, String otherwise);
  public Object setProperty(String name, String value);
  public Set<String> stringPropertyNames();
  public void load(InputStream from);
  public void load(Reader from);
  public void store(OutputStream to, String comments);
}
