from contextlib import AbstractContextManager
class WarningMessage:
    message: Warning
    category: type[Warning]
    filename: str
    lineno: int
class catch_warnings(AbstractContextManager[list[WarningMessage]]): ...
def warn(message, category=None, stacklevel=1) -> None: ...
