/// The linked-in modules: their names, each with a NUL at its end, and the functions that make them.
static MODULES: &[(&str, InitFunction)] = &CL_ROWS;
