import math

class Shape:
    def area(self):
        return 0

class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return math.pi * square(self.r)

def square(x):
    return x * x
