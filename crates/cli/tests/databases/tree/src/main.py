from src.shapes import Circle

def main():
    return Circle(2).area()
