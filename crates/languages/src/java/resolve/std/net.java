package java.net;

import java.io.*;
import java.util.*;

public final class URI implements Comparable<URI>, Serializable {
  public URI(String text) {}
  public static URI create(String text);
  public String getScheme();
  public String getHost();
  public int getPort();
  public String getPath();
  public String getRawPath();
  public String getQuery();
  public String getFragment();
  public String getAuthority();
  public String getUserInfo();
  public String getSchemeSpecificPart();
  public boolean isAbsolute();
  public boolean isOpaque();
  public URI resolve(URI other);
  public URI resolve(String other);
  public URI relativize(URI other);
  public URI normalize();
  public URL toURL();
  public String toASCIIString();
  public int compareTo(URI other);
}
public final class URL implements Serializable {
  public URL(String text) {}
  public String getProtocol();
  public String getHost();
  public int getPort();
  public String getPath();
  public String getFile();
  public String getQuery();
  public String getRef();
  public String toExternalForm();
  public URI toURI();
  public InputStream openStream();
  public URLConnection openConnection();
  public Object getContent();
}
public abstract class URLConnection { public InputStream getInputStream(); public OutputStream getOutputStream(); public void setUseCaches(boolean on); public void connect(); public String getHeaderField(String name); public void setRequestProperty(String name, String value); }
public abstract class HttpURLConnection extends URLConnection { public int getResponseCode(); public void setRequestMethod(String method); public void disconnect(); }
public class URLClassLoader extends ClassLoader implements Closeable { public URLClassLoader(URL[] urls, ClassLoader parent) {} public URL[] getURLs(); }
public class URLEncoder { public static String encode(String text, String charset); }
public class URLDecoder { public static String decode(String text, String charset); }
public class InetAddress implements Serializable { public static InetAddress getByName(String host); public static InetAddress getLocalHost(); public static InetAddress getLoopbackAddress(); public String getHostName(); public String getHostAddress(); public byte[] getAddress(); }
public final class Inet4Address extends InetAddress {}
public final class Inet6Address extends InetAddress {}
public abstract class SocketAddress implements Serializable {}
public class InetSocketAddress extends SocketAddress { public InetSocketAddress(String host, int port) {} public final InetAddress getAddress(); public final int getPort(); public final String getHostName(); public final String getHostString(); }
public class Socket implements Closeable { public InputStream getInputStream(); public OutputStream getOutputStream(); public void connect(SocketAddress to); public void setSoTimeout(int millis); public boolean isClosed(); public boolean isConnected(); public int getPort(); public int getLocalPort(); public InetAddress getInetAddress(); }
public class ServerSocket implements Closeable { public Socket accept(); public int getLocalPort(); public void bind(SocketAddress to); public boolean isClosed(); }
public class Proxy { public enum Type { DIRECT, HTTP, SOCKS } }
public class MalformedURLException extends IOException {}
public class URISyntaxException extends Exception {}
public class UnknownHostException extends IOException {}
public class SocketException extends IOException {}
public class ConnectException extends SocketException {}
public class BindException extends SocketException {}
public class SocketTimeoutException extends InterruptedIOException {}
public class ProtocolException extends IOException {}
