package java.time.temporal;

public interface TemporalAccessor { boolean isSupported(TemporalField field); long getLong(TemporalField field); default int get(TemporalField field) {} default <R> R query(TemporalQuery<R> query) {} }
public interface Temporal extends TemporalAccessor { boolean isSupported(TemporalUnit unit); Temporal with(TemporalField field, long value); Temporal plus(long amount, TemporalUnit unit); long until(Temporal end, TemporalUnit unit); default Temporal minus(long amount, TemporalUnit unit) {} }
public interface TemporalAdjuster { Temporal adjustInto(Temporal value); }
public interface TemporalAmount {}
public interface TemporalField {}
public interface TemporalUnit { long between(Temporal start, Temporal end); java.time.Duration getDuration(); }
public interface TemporalQuery<R> { R queryFrom(TemporalAccessor value); }
public enum ChronoUnit implements TemporalUnit { NANOS, MICROS, MILLIS, SECONDS, MINUTES, HOURS, HALF_DAYS, DAYS, WEEKS, MONTHS, YEARS, DECADES, CENTURIES, MILLENNIA, ERAS, FOREVER }
public enum ChronoField implements TemporalField { NANO_OF_SECOND, MILLI_OF_SECOND, SECOND_OF_MINUTE, MINUTE_OF_HOUR, HOUR_OF_DAY, DAY_OF_WEEK, DAY_OF_MONTH, DAY_OF_YEAR, EPOCH_DAY, MONTH_OF_YEAR, YEAR, INSTANT_SECONDS, OFFSET_SECONDS }
public final class TemporalAdjusters { public static TemporalAdjuster firstDayOfMonth(); public static TemporalAdjuster lastDayOfMonth(); }
public class UnsupportedTemporalTypeException extends java.time.DateTimeException {}
