// A bit of everything.
#pragma once
#include <vector>
#include "shape.h"
namespace geo::detail { inline namespace v1 { template <typename T, int N = 3> struct Fixed; } }
using namespace std;
using std::vector;
namespace alias = geo::detail;
template <class T> concept Sized = requires(T t) { { t.size() } -> same_as<size_t>; };
enum class Color : unsigned char { Red, Green = 2 };

/// A base.
class Shape {
public:
    explicit Shape(int id) : id_{id}, name_(nullptr) {}
    virtual ~Shape() = default;
    virtual double area() const = 0;
    Shape &operator=(const Shape &) = delete;
    friend std::ostream &operator<<(std::ostream &out, const Shape &shape);
    static constexpr int kMax = 1'000;
protected:
    int id_;
    const char *name_ = "none";
};

template <typename T, typename... Rest>
class Circle final : public Shape, private virtual Base<T>::template Inner<int> {
public:
    using value_type = typename T::value_type;
    double area() const override { return pi<double> * radius_ * radius_; }
    template <typename U> auto convert(U &&u) -> decltype(u.get()) { return static_cast<U>(u).get(); }
private:
    double radius_{1.0}, scale_ = 2;
    operator bool() const noexcept { return this->radius_ > 0; }
};

double Shape::area() const { return 0; }
template <> struct Fixed<int, 4> {};
extern "C" { int c_function(void); }

TEST_F(ShapeTest, Grows) { EXPECT_EQ(1, c_function()); }

auto main(int argc, char **argv) -> int {
    auto shapes = std::make_unique<vector<Shape *>>();
    for (const auto &[key, value] : map_of(argc)) shapes->push_back(new Circle<int>{key, value});
    auto call = [&, copy = argc](auto x) mutable noexcept { return copy + x; };
    if (auto *circle = dynamic_cast<Circle<int> *>(shapes->front()); circle != nullptr) delete circle;
    try { call(1)(2); } catch (const std::exception &error) { throw; } catch (...) {}
    struct { int a, b; } point{.a = 1, .b = 2};
    goto end;
end:
    return point.a <=> alias::v1::count<3>(R"(raw)", 'c', 1.5f, "text"_suffix);
}
