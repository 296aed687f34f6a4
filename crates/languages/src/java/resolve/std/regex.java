package java.util.regex;

import java.util.function.*;
import java.util.stream.Stream;

public final class Pattern {
  public static final int CASE_INSENSITIVE;
  public static final int MULTILINE;
  public static final int DOTALL;
  public static Pattern compile(String regex);
  public static Pattern compile(String regex, int flags);
  public static boolean matches(String regex, CharSequence text);
  public static String quote(String text);
  public Matcher matcher(CharSequence text);
  public String pattern();
  public int flags();
  public String[] split(CharSequence text);
  public String[] split(CharSequence text, int limit);
  public Stream<String> splitAsStream(CharSequence text);
  public Predicate<String> asPredicate();
  public Predicate<String> asMatchPredicate();
}
public interface MatchResult {
  String group();
  String group(int index);
  int start();
  int start(int group);
  int end();
  int end(int group);
  int groupCount();
}
public final class Matcher implements MatchResult {
  public boolean matches();
  public boolean find();
  public boolean find(int from);
  public boolean lookingAt();
  public boolean hitEnd();
  public String group(String name);
  public String replaceAll(String text);
  public String replaceAll(Function<MatchResult, String> function);
  public String replaceFirst(String text);
  public Matcher appendReplacement(StringBuffer to, String text);
  public Matcher appendReplacement(StringBuilder to, String text);
  public StringBuffer appendTail(StringBuffer to);
  public StringBuilder appendTail(StringBuilder to);
  public Matcher reset();
  public Matcher reset(CharSequence text);
  public Matcher region(int start, int end);
  public Matcher usePattern(Pattern pattern);
  public MatchResult toMatchResult();
  public Stream<MatchResult> results();
  public static String quoteReplacement(String text);
  public int regionStart();
  public int regionEnd();
}
public class PatternSyntaxException extends IllegalArgumentException {}
