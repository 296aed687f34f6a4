package primitives;

// The types that keywords name.
final class PrimitiveByte {}
final class PrimitiveShort {}
final class PrimitiveChar {}
final class PrimitiveInt {}
final class PrimitiveLong {}
final class PrimitiveFloat {}
final class PrimitiveDouble {}
final class PrimitiveBoolean {}
final class PrimitiveVoid {}
