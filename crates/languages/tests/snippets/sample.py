#!/usr/bin/env python3
"""A bit of everything."""
from __future__ import annotations
import os, os.path as p
from typing import TYPE_CHECKING, Generic as G, TypeVar
from . import sibling
from ..above.more import (one, two as deux,)
from star import *
if TYPE_CHECKING:
    from heavy import Thing
try:
    import fast
except ImportError as error:
    fast = None

T = TypeVar("T")
type Pair[A: int, *Ts, **P] = tuple[A, *Ts]
LIMIT: int = 3
__all__ = ["Circle", "area"]
a = b = c, *d = 1, 2, 3


@dataclass(frozen=True)
class Circle[T](Shape, G[T], metaclass=abc.ABCMeta):
    """A circle."""
    radius: float = 1.0
    names: list[str] = field(default_factory=list)
    __slots__ = ("x",)

    def __init__(self, radius, /, *names: str, scale: float = 2.0, **rest: "Thing") -> None:
        super().__init__(**rest)
        self.radius, self.scale = radius, scale
        self.on = lambda event, *more: self.area(event)

    @property
    def area(self) -> float:
        return 3.14 * self.radius ** 2 if self.radius else 0

    @area.setter
    def area(self, value): self.radius = value / LIMIT

    @classmethod
    async def all(cls, *shapes):
        async with open(p.join("a", 'b')) as f, g() as (h, i):
            async for shape in shapes:
                yield await shape.parts(key=f"{shape.name!r:>{LIMIT}} {h[i]:x}")


def walk(items: list[T], depth=0):
    global LIMIT
    def inner():
        nonlocal depth
        depth += 1
        return {k: v for k, v in items if (n := len(v)) > 1 for _ in range(n)}
    match items:
        case []: pass
        case [Circle(radius=r, names=[first, *_]), {"key": value, **more}] if r > 1: return first
        case str() | int() as text: del text
        case os.path.sep | -1 | None: raise ValueError from None
        case _: print(*items, sep="", **{"end": b"x"})
    while items and not inner(): items.pop()
    else: assert isinstance(items, Circle), "é 𝒳"
    for x, (y, z) in enumerate(items): continue
    with suppress(KeyError): return (w * 2 for w in items)
    print >>x, y
    return [lambda: (yield), items[1:2, ...], not a < b <= c is not None, ~x @ y]
