/* A bit of everything. */
package org.example.shapes;

import java.util.*;
import java.util.function.Function;
import static java.lang.Math.PI;
import static org.example.Util.*;

/** A shape. */
@FunctionalInterface
public sealed interface Shape<T extends Comparable<T> & Runnable> permits Circle, Square {
    double area();
    default String describe() { return "area " + area(); }
    static <U> Shape<?> of(U value, int... more) { return null; }
}

record Circle(double radius, @Deprecated String name) implements Shape<Circle> {
    static final double UNIT = 1e0;
    Circle { if (radius < 0) throw new IllegalArgumentException(); }
    @Override public double area() { return PI * radius * radius; }
}

enum Color { RED("r") { @Override String code() { return super.code(); } }, GREEN;
    private final String code;
    Color() { this("none"); }
    Color(String code) { this.code = code; }
    String code() { return this.code; }
}

@interface Marked { int value() default 3; Class<?>[] types() default {}; }

abstract class Box<T> extends AbstractList<T> implements Cloneable {
    protected transient int[] sizes = { 1, 2 }, more[];
    static { System.loadLibrary("box"); }
    { sizes[0]++; }
    class Inner { Box<T> outer() { return Box.this; } }

    @SuppressWarnings({"unchecked", "raw"})
    public <R> List<? super R> map(Function<? super T, ? extends R> f) throws Exception {
        outer:
        for (T item : this) {
            for (int i = 0, n = size(); i < n; i++) { if (i > 2) continue outer; else break outer; }
        }
        try (var in = open(); in) { f.andThen(String::valueOf).apply(get(0)); }
        catch (RuntimeException | Error e) { throw e; } finally { close(); }
        Runnable r = () -> { assert sizes != null : "none"; }, s = Box::new;
        Object o = switch (sizes.length) { case 0, 1 -> new int[3][]; case 2 -> { yield new Object() { int x; }; } default -> null; };
        if (o instanceof Circle(double radius, var name) && radius > 1) return (List<R>) o;
        else if (o instanceof String text) return List.<R>of();
        do { synchronized (this) { wait(); } } while (!ready ? true : false);
        return new ArrayList<>() {{ add(null); }};
    }
}
