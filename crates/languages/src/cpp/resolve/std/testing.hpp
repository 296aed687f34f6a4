// The classes of GoogleTest that test code derives from.
namespace testing {

class Message {};
class AssertionResult {
 public:
  explicit operator bool() const;
  const char* message() const;
  const char* failure_message() const;
};
AssertionResult AssertionSuccess();
AssertionResult AssertionFailure();
class TestInfo {
 public:
  const char* name() const;
  const char* test_suite_name() const;
  const char* test_case_name() const;
};
class Test {
 public:
  virtual ~Test();
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  static bool HasFatalFailure();
  static bool HasFailure();
  static bool IsSkipped();
 protected:
  Test();
  virtual void SetUp();
  virtual void TearDown();
};
template <class T> class WithParamInterface {
 public:
  typedef T ParamType;
  static const T& GetParam();
};
template <class T> class TestWithParam : public Test, public WithParamInterface<T> {};
class UnitTest {
 public:
  static UnitTest* GetInstance();
  const TestInfo* current_test_info() const;
};
void InitGoogleTest(int* argc, char** argv);

}  // namespace testing
