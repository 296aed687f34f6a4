package java.sql;

public interface Wrapper { <T> T unwrap(Class<T> type); boolean isWrapperFor(Class<?> type); }
public interface Connection extends Wrapper, AutoCloseable { Statement createStatement(); PreparedStatement prepareStatement(String sql); void commit(); void rollback(); void setAutoCommit(boolean on); boolean isClosed(); DatabaseMetaData getMetaData(); }
public interface Statement extends Wrapper, AutoCloseable { ResultSet executeQuery(String sql); int executeUpdate(String sql); boolean execute(String sql); ResultSet getResultSet(); ResultSet getGeneratedKeys(); }
public interface PreparedStatement extends Statement { ResultSet executeQuery(); int executeUpdate(); boolean execute(); void setString(int index, String value); void setInt(int index, int value); void setLong(int index, long value); void setObject(int index, Object value); }
public interface CallableStatement extends PreparedStatement {}
public interface ResultSet extends Wrapper, AutoCloseable { boolean next(); String getString(int index); String getString(String name); int getInt(int index); int getInt(String name); long getLong(int index); long getLong(String name); Object getObject(int index); Object getObject(String name); boolean wasNull(); ResultSetMetaData getMetaData(); }
public interface ResultSetMetaData extends Wrapper {}
public interface DatabaseMetaData extends Wrapper {}
public interface Driver {}
public class DriverManager { public static Connection getConnection(String url); public static Connection getConnection(String url, String user, String password); }
public class Date extends java.util.Date { public Date(long millis) {} public static Date valueOf(String text); public static Date valueOf(java.time.LocalDate date); public java.time.LocalDate toLocalDate(); }
public class Time extends java.util.Date { public Time(long millis) {} public static Time valueOf(String text); }
public class Timestamp extends java.util.Date { public Timestamp(long millis) {} public static Timestamp valueOf(String text); public static Timestamp valueOf(java.time.LocalDateTime time); public static Timestamp from(java.time.Instant instant); public java.time.LocalDateTime toLocalDateTime(); public int getNanos(); }
public interface Blob {}
public interface Clob {}
public interface Array {}
public class SQLException extends Exception { public String getSQLState(); public int getErrorCode(); public SQLException getNextException(); }
public class Types {}
