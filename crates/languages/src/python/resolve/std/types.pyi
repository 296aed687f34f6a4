from typing import Any, Mapping
class FunctionType:
    __name__: str
    __qualname__: str
    __module__: str
    __doc__: str
    __code__: CodeType
    __defaults__: tuple[Any, ...]
    __kwdefaults__: dict[str, Any]
    __globals__: dict[str, Any]
    __dict__: dict[str, Any]
    __annotations__: dict[str, Any]
    __wrapped__: Any
    __self__: Any
    __func__: Any
    __closure__: tuple[Any, ...]
LambdaType = FunctionType
MethodType = FunctionType
BuiltinFunctionType = FunctionType
class CodeType:
    co_name: str
    co_filename: str
    co_varnames: tuple[str, ...]
    co_argcount: int
    co_flags: int
class ModuleType:
    __name__: str
    __file__: str
    __dict__: dict[str, Any]
    __path__: list[str]
    __doc__: str
class FrameType:
    f_back: FrameType | None
    f_code: CodeType
    f_globals: dict[str, Any]
    f_locals: dict[str, Any]
    f_lineno: int
class TracebackType:
    tb_next: TracebackType | None
    tb_frame: FrameType
    tb_lineno: int
    tb_lasti: int
class SimpleNamespace: ...
class GenericAlias: ...
class UnionType: ...
class NoneType: ...
class EllipsisType: ...
class NotImplementedType: ...
class GeneratorType: ...
class CoroutineType: ...
class AsyncGeneratorType: ...
class MappingProxyType[K, V](Mapping[K, V]):
    def __init__(self, mapping: Mapping[K, V]) -> None: ...
def new_class(name, bases=(), kwds=None, exec_body=None) -> type: ...
def coroutine[F](function: F) -> F: ...
