#!/usr/bin/env run
//! A bit of everything.
#![allow(dead_code)]
extern crate alloc as memory;
use std::{collections::{BTreeMap as Map, self}, io::{self, *}, fmt as _};
pub(crate) use crate::shape::Shape;
pub mod inner { pub(super) fn up() { super::main() } }
#[cfg(test)] mod tests;

/// A circle.
#[derive(Clone, Debug)]
#[serde(rename = "circle")]
pub struct Circle<'a, T: Shape + ?Sized = dyn Shape, const N: usize = 3> where T: 'a {
    pub radius: f64,
    names: [&'a str; N],
    inner: Option<Box<T>>,
}
pub struct Unit;
struct Pair(pub u8, u16);
enum Color { Red = 1, Rgb(u8, u8, u8), Named { name: String } }
union Raw { number: u32, bytes: [u8; 4] }
pub const LIMIT: usize = 3;
static mut COUNT: u32 = 0;
type Alias<T> = Result<T, Box<dyn std::error::Error + Send>>;

pub trait Area: Shape { type Unit: Default; const SIDES: usize = 0; fn area(&self) -> f64; fn name() -> String { String::new() } }

impl<'a, T, const N: usize> Area for Circle<'a, T, N> where T: Shape {
    type Unit = f32;
    fn area(&self) -> f64 { std::f64::consts::PI * self.radius.powi(2) }
}
impl<T> Circle<'_, T, 1> { pub async unsafe fn new(mut radius: f64, (a, _): (u8, u8)) -> Self { radius += f64::from(a); Self { radius, ..Default::default() } } }

macro_rules! make { ($name:ident, $($ty:ty),* $(,)?) => { fn $name($(_: $ty),*) { $crate::inner::up(); } }; }
make!(made, u8, Vec<u16>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let circle @ Circle { radius: r, ref names, .. } = make_circle::<u8>()? else { return Ok(()) };
    let closure = move |x: u8, &(ref y, z)| -> u8 { x + y + z };
    'outer: for (i, name) in names.iter().enumerate() {
        match name { &"a" | &"b" if i > 1 => break 'outer, Color::Rgb(1..=3, g, ..) => continue, Color::Named { name } => println!("{name} {}", r), _ => {} }
    }
    if let Some(Ok(value)) = parse(r"raw") && value > 1 { unsafe { COUNT += value } } else if r < 0.0 { loop { break } } else { while let Some(_) = stack.pop() {} }
    let t = <Circle<u8> as Area>::area(&circle) as u64 as usize;
    let r#type = Pair(1, 2).0; let text = vec![b'x', b"y"[0], closure(1, &(2, 3)), r#type];
    extern "C" { fn c_function(_: *const u8, ...) -> i32; static ERRNO: i32; }
    async { future.await?; [0; LIMIT][t..]; Ok::<_, ()>(()) };
    impl_trait(|| -> Box<impl Fn(&dyn Shape) -> u8 + use<>> { todo!() });
    text.into_iter().map(u32::from).collect::<Vec<_>>(); Ok(())
}
