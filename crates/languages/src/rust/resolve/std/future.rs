pub trait Future { type Output; fn poll(self: Pin<&mut Self>, cx: &mut Context) -> Poll<Self::Output>; }
pub trait IntoFuture { type Output; type IntoFuture; fn into_future(self) -> Self::IntoFuture; }
impl<F: Future> Future for Box<F> { type Output = F::Output; }
impl<F: Future> Future for Pin<Box<F>> { type Output = F::Output; }
impl<'a, F: Future> Future for Pin<&'a mut F> { type Output = F::Output; }
pub fn ready<T>(t: T) -> Ready<T>;
pub fn pending<T>() -> Pending<T>;
pub fn poll_fn<T>(f: impl FnMut(&mut Context) -> Poll<T>) -> Ready<T>;
pub struct Ready<T> { t: T }
impl<T> Future for Ready<T> { type Output = T; }
pub struct Pending<T> { t: T }
impl<T> Future for Pending<T> { type Output = T; }
