package java.math;

public class BigInteger extends Number implements Comparable<BigInteger> {
  public static final BigInteger ZERO;
  public static final BigInteger ONE;
  public static final BigInteger TWO;
  public static final BigInteger TEN;
  public BigInteger(String text) {}
  public BigInteger(String text, int radix) {}
  public BigInteger(byte[] bytes) {}
  public static BigInteger valueOf(long value);
  public BigInteger add(BigInteger other);
  public BigInteger subtract(BigInteger other);
  public BigInteger multiply(BigInteger other);
  public BigInteger divide(BigInteger other);
  public BigInteger mod(BigInteger other);
  public BigInteger remainder(BigInteger other);
  public BigInteger pow(int exponent);
  public BigInteger modPow(BigInteger exponent, BigInteger modulus);
  public BigInteger gcd(BigInteger other);
  public BigInteger negate();
  public BigInteger abs();
  public BigInteger shiftLeft(int by);
  public BigInteger shiftRight(int by);
  public BigInteger and(BigInteger other);
  public BigInteger or(BigInteger other);
  public BigInteger max(BigInteger other);
  public BigInteger min(BigInteger other);
  public int signum();
  public int bitLength();
  public int compareTo(BigInteger other);
  public byte[] toByteArray();
  public String toString(int radix);
  public int intValueExact();
  public long longValueExact();
}
public class BigDecimal extends Number implements Comparable<BigDecimal> {
  public static final BigDecimal ZERO;
  public static final BigDecimal ONE;
  public static final BigDecimal TEN;
  public BigDecimal(String text) {}
  public BigDecimal(double value) {}
  public BigDecimal(BigInteger value) {}
  public static BigDecimal valueOf(long value);
  public static BigDecimal valueOf(long value, int scale);
  public static BigDecimal valueOf(double value);
  public BigDecimal add(BigDecimal other);
  public BigDecimal subtract(BigDecimal other);
  public BigDecimal multiply(BigDecimal other);
  public BigDecimal divide(BigDecimal other);
  public BigDecimal divide(BigDecimal other, RoundingMode mode);
  public BigDecimal divide(BigDecimal other, int scale, RoundingMode mode);
  public BigDecimal remainder(BigDecimal other);
  public BigDecimal pow(int exponent);
  public BigDecimal negate();
  public BigDecimal abs();
  public BigDecimal setScale(int scale);
  public BigDecimal setScale(int scale, RoundingMode mode);
  public BigDecimal stripTrailingZeros();
  public BigDecimal max(BigDecimal other);
  public BigDecimal min(BigDecimal other);
  public BigDecimal movePointLeft(int by);
  public BigDecimal movePointRight(int by);
  public int scale();
  public int precision();
  public int signum();
  public int compareTo(BigDecimal other);
  public BigInteger toBigInteger();
  public BigInteger unscaledValue();
  public String toPlainString();
  public int intValueExact();
  public long longValueExact();
}
public final class MathContext { public static final MathContext DECIMAL128; }
public enum RoundingMode { UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN, HALF_EVEN, UNNECESSARY }
