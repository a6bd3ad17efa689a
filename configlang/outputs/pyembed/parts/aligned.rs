// OxidizedFinder reads paths in them as 16-bit units there, which must lie at even addresses.
#[repr(C, align(2))]
struct Aligned<T: ?Sized>(T);
