pub fn black_box<T>(t: T) -> T;
pub fn spin_loop();
pub unsafe fn unreachable_unchecked() -> !;
pub unsafe fn assert_unchecked(b: bool);
