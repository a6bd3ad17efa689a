/// The minor version of the CPython that this was compiled for.
const MINOR: u32 = CL_COUNT;
