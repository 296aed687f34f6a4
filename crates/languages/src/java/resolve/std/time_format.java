package java.time.format;

import java.time.*;
import java.time.temporal.*;
import java.util.Locale;

public final class DateTimeFormatter {
  public static final DateTimeFormatter ISO_DATE;
  public static final DateTimeFormatter ISO_TIME;
  public static final DateTimeFormatter ISO_DATE_TIME;
  public static final DateTimeFormatter ISO_INSTANT;
  public static final DateTimeFormatter ISO_LOCAL_DATE;
  public static final DateTimeFormatter ISO_LOCAL_DATE_TIME;
  public static final DateTimeFormatter ISO_OFFSET_DATE_TIME;
  public static DateTimeFormatter ofPattern(String pattern);
  public static DateTimeFormatter ofPattern(String pattern, Locale locale);
  public static DateTimeFormatter ofLocalizedDate(FormatStyle style);
  public String format(TemporalAccessor value);
  public TemporalAccessor parse(CharSequence text);
  public <T> T parse(CharSequence text, TemporalQuery<T> query);
  public DateTimeFormatter withZone(ZoneId zone);
  public DateTimeFormatter withLocale(Locale locale);
}
public final class DateTimeFormatterBuilder { public DateTimeFormatterBuilder appendPattern(String pattern); public DateTimeFormatterBuilder appendLiteral(String text); public DateTimeFormatterBuilder append(DateTimeFormatter formatter); public DateTimeFormatterBuilder parseCaseInsensitive(); public DateTimeFormatterBuilder optionalStart(); public DateTimeFormatterBuilder optionalEnd(); public DateTimeFormatter toFormatter(); public DateTimeFormatter toFormatter(Locale locale); }
public enum FormatStyle { FULL, LONG, MEDIUM, SHORT }
public enum TextStyle { FULL, SHORT, NARROW }
public class DateTimeParseException extends DateTimeException {}
