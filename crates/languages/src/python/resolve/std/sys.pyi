from typing import Any, TextIO
from types import ModuleType, TracebackType, FrameType
class _version_info(tuple[int]):
    major: int
    minor: int
    micro: int
argv: list[str]
byteorder: str
executable: str
flags: Any
implementation: Any
maxsize: int
meta_path: list[Any]
modules: dict[str, ModuleType]
path: list[str]
platform: str
prefix: str
base_prefix: str
stdin: TextIO
stdout: TextIO
stderr: TextIO
__stdin__: TextIO
__stdout__: TextIO
__stderr__: TextIO
version: str
version_info: _version_info
hexversion: int
def exc_info() -> tuple[type[BaseException], BaseException, TracebackType]: ...
def exit(code=None) -> NoReturn: ...
def getdefaultencoding() -> str: ...
def getfilesystemencoding() -> str: ...
def getrecursionlimit() -> int: ...
def getsizeof(x) -> int: ...
def intern(s) -> str: ...
def _getframe(depth=0) -> FrameType: ...
