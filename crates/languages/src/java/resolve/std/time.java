package java.time;

import java.io.Serializable;
import java.time.format.*;
import java.time.temporal.*;

public final class Instant implements Temporal, TemporalAdjuster, Comparable<Instant>, Serializable {
  public static final Instant EPOCH;
  public static Instant now();
  public static Instant now(Clock clock);
  public static Instant ofEpochMilli(long millis);
  public static Instant ofEpochSecond(long seconds);
  public static Instant ofEpochSecond(long seconds, long nanos);
  public static Instant parse(CharSequence text);
  public long toEpochMilli();
  public long getEpochSecond();
  public int getNano();
  public Instant plus(Duration amount);
  public Instant plus(long amount, TemporalUnit unit);
  public Instant plusSeconds(long seconds);
  public Instant plusMillis(long millis);
  public Instant minus(Duration amount);
  public Instant minusSeconds(long seconds);
  public Instant minusMillis(long millis);
  public Instant truncatedTo(TemporalUnit unit);
  public boolean isBefore(Instant other);
  public boolean isAfter(Instant other);
  public ZonedDateTime atZone(ZoneId zone);
  public OffsetDateTime atOffset(ZoneOffset offset);
}
public final class Duration implements TemporalAmount, Comparable<Duration>, Serializable {
  public static final Duration ZERO;
  public static Duration ofDays(long days);
  public static Duration ofHours(long hours);
  public static Duration ofMinutes(long minutes);
  public static Duration ofSeconds(long seconds);
  public static Duration ofSeconds(long seconds, long nanos);
  public static Duration ofMillis(long millis);
  public static Duration ofNanos(long nanos);
  public static Duration of(long amount, TemporalUnit unit);
  public static Duration between(Temporal start, Temporal end);
  public static Duration parse(CharSequence text);
  public long toDays();
  public long toHours();
  public long toMinutes();
  public long toSeconds();
  public long getSeconds();
  public int getNano();
  public long toMillis();
  public long toNanos();
  public Duration plus(Duration other);
  public Duration minus(Duration other);
  public Duration plusMillis(long millis);
  public Duration plusSeconds(long seconds);
  public Duration multipliedBy(long by);
  public Duration dividedBy(long by);
  public Duration negated();
  public Duration abs();
  public boolean isZero();
  public boolean isNegative();
  public int compareTo(Duration other);
}
public final class Period implements TemporalAmount, Serializable { public static Period ofDays(int days); public static Period ofMonths(int months); public static Period of(int years, int months, int days); public int getDays(); public int getMonths(); public int getYears(); }
public final class LocalDate implements Temporal, TemporalAdjuster, Comparable<LocalDate>, Serializable {
  public static LocalDate now();
  public static LocalDate of(int year, int month, int day);
  public static LocalDate ofEpochDay(long day);
  public static LocalDate parse(CharSequence text);
  public static LocalDate parse(CharSequence text, DateTimeFormatter formatter);
  public int getYear();
  public int getMonthValue();
  public Month getMonth();
  public int getDayOfMonth();
  public DayOfWeek getDayOfWeek();
  public LocalDate plusDays(long days);
  public LocalDate plusMonths(long months);
  public LocalDate plusYears(long years);
  public LocalDate minusDays(long days);
  public LocalDate withDayOfMonth(int day);
  public LocalDateTime atStartOfDay();
  public ZonedDateTime atStartOfDay(ZoneId zone);
  public LocalDateTime atTime(int hour, int minute);
  public boolean isBefore(LocalDate other);
  public boolean isAfter(LocalDate other);
  public String format(DateTimeFormatter formatter);
  public long toEpochDay();
}
public final class LocalTime implements Temporal, Comparable<LocalTime>, Serializable { public static LocalTime now(); public static LocalTime of(int hour, int minute); public static LocalTime parse(CharSequence text); public int getHour(); public int getMinute(); public int getSecond(); public String format(DateTimeFormatter formatter); }
public final class LocalDateTime implements Temporal, Comparable<LocalDateTime>, Serializable {
  public static LocalDateTime now();
  public static LocalDateTime of(int year, int month, int day, int hour, int minute);
  public static LocalDateTime of(int year, int month, int day, int hour, int minute, int second);
  public static LocalDateTime ofInstant(Instant instant, ZoneId zone);
  public static LocalDateTime parse(CharSequence text);
  public static LocalDateTime parse(CharSequence text, DateTimeFormatter formatter);
  public LocalDate toLocalDate();
  public LocalTime toLocalTime();
  public int getYear();
  public int getHour();
  public int getMinute();
  public LocalDateTime plusDays(long days);
  public LocalDateTime plusHours(long hours);
  public LocalDateTime plusMinutes(long minutes);
  public LocalDateTime plusSeconds(long seconds);
  public LocalDateTime minusDays(long days);
  public LocalDateTime minusHours(long hours);
  public boolean isBefore(LocalDateTime other);
  public boolean isAfter(LocalDateTime other);
  public ZonedDateTime atZone(ZoneId zone);
  public Instant toInstant(ZoneOffset offset);
  public String format(DateTimeFormatter formatter);
}
public final class ZonedDateTime implements Temporal, Serializable { public static ZonedDateTime now(); public static ZonedDateTime now(ZoneId zone); public static ZonedDateTime parse(CharSequence text); public static ZonedDateTime of(LocalDateTime time, ZoneId zone); public Instant toInstant(); public LocalDate toLocalDate(); public LocalDateTime toLocalDateTime(); public ZonedDateTime plusDays(long days); public ZonedDateTime withZoneSameInstant(ZoneId zone); public ZoneId getZone(); public String format(DateTimeFormatter formatter); }
public final class OffsetDateTime implements Temporal, Comparable<OffsetDateTime>, Serializable { public static OffsetDateTime now(); public static OffsetDateTime parse(CharSequence text); public Instant toInstant(); public LocalDateTime toLocalDateTime(); }
public final class OffsetTime implements Temporal {}
public final class Year implements Temporal, Comparable<Year> { public static Year of(int year); public int getValue(); }
public final class YearMonth implements Temporal, Comparable<YearMonth> { public static YearMonth of(int year, int month); }
public final class MonthDay implements Comparable<MonthDay> {}
public abstract class ZoneId implements Serializable { public static ZoneId of(String id); public static ZoneId systemDefault(); public abstract String getId(); }
public final class ZoneOffset extends ZoneId { public static final ZoneOffset UTC; public static ZoneOffset ofHours(int hours); }
public abstract class Clock { public static Clock systemUTC(); public static Clock systemDefaultZone(); public static Clock fixed(Instant instant, ZoneId zone); public long millis(); public abstract Instant instant(); public abstract ZoneId getZone(); public abstract Clock withZone(ZoneId zone); }
public enum DayOfWeek { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY; public int getValue(); }
public enum Month { JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, JULY, AUGUST, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER; public int getValue(); }
public class DateTimeException extends RuntimeException {}
