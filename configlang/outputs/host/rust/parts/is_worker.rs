/// Whether multiprocessing has started this process: with its mark, or with code of its own behind
/// `-c`.
///
/// # Safety
///
/// The GIL is held.
unsafe fn is_worker() -> bool {
    let name: &[u8] = b"argv\0";
    unsafe {
        let argv = ffi::PySys_GetObject(name.as_ptr().cast());
        if argv.is_null() || ffi::PyList_Check(argv) == 0 {
            return false;
        }
        let count = ffi::PyList_Size(argv);
        if count > 1 && item(argv, 1) == "--multiprocessing-fork" {
            // Behind a -c that Python has read itself, the code of the worker is what runs anyway.
            return item(argv, 0) != "-c";
        }
        for place in 1..count - 1 {
            if item(argv, place) == "-c" {
                let source = item(argv, place + 1);
                // Not always at the beginning: later releases import sys before.
                return source.contains("from multiprocessing.spawn import spawn_main")
                    || source.contains("from multiprocessing.resource_tracker import main")
                    || source.contains("from multiprocessing.forkserver import main");
            }
        }
        false
    }
}
