package java.text;

import java.util.*;

public abstract class Format implements java.io.Serializable, Cloneable { public final String format(Object value); public Object parseObject(String text); }
public abstract class DateFormat extends Format {
  public static final int SHORT;
  public static final int MEDIUM;
  public static final int LONG;
  public static final int FULL;
  public static final int DEFAULT;
  public final String format(Date date);
  public Date parse(String text);
  public abstract Date parse(String text, ParsePosition position);
  public void setTimeZone(TimeZone zone);
  public TimeZone getTimeZone();
  public void setLenient(boolean on);
  public boolean isLenient();
  public static DateFormat getDateInstance();
  public static DateFormat getDateInstance(int style);
  public static DateFormat getDateInstance(int style, Locale locale);
  public static DateFormat getDateTimeInstance();
  public static DateFormat getDateTimeInstance(int dateStyle, int timeStyle);
  public static DateFormat getDateTimeInstance(int dateStyle, int timeStyle, Locale locale);
  public static DateFormat getTimeInstance(int style);
}
public class SimpleDateFormat extends DateFormat { public SimpleDateFormat(String pattern) {} public SimpleDateFormat(String pattern, Locale locale) {} public String toPattern(); public void applyPattern(String pattern); }
public abstract class NumberFormat extends Format { public static NumberFormat getInstance(); public static NumberFormat getInstance(Locale locale); public static NumberFormat getPercentInstance(); public static NumberFormat getCurrencyInstance(Locale locale); public final String format(double value); public final String format(long value); public Number parse(String text); public void setMaximumFractionDigits(int count); public void setGroupingUsed(boolean on); }
public class DecimalFormat extends NumberFormat { public DecimalFormat(String pattern) {} public DecimalFormat(String pattern, DecimalFormatSymbols symbols) {} }
public class DecimalFormatSymbols { public static DecimalFormatSymbols getInstance(Locale locale); public char getDecimalSeparator(); }
public class MessageFormat extends Format { public static String format(String pattern, Object... args); }
public class ChoiceFormat extends NumberFormat {}
public class ParsePosition { public ParsePosition(int index) {} public int getIndex(); public void setIndex(int index); public int getErrorIndex(); }
public class FieldPosition {}
public class ParseException extends Exception { public ParseException(String message, int at) {} public int getErrorOffset(); }
public final class Normalizer { public static String normalize(CharSequence text, Form form); public enum Form { NFC, NFD, NFKC, NFKD } }
public abstract class Collator implements Comparator<Object> {}
public abstract class BreakIterator {}
public interface CharacterIterator {}
public final class StringCharacterIterator implements CharacterIterator {}
